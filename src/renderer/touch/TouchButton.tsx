import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsStale } from '../store/kiosk-store.ts';
import { usePress } from './use-press.ts';
import common from '../theme/common.module.css';
import { cx } from '../theme/cx.ts';
import target from './target.module.css';

export interface TouchButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** `primary`: one per screen. `danger`: no undo; use HoldToConfirm. */
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet' | undefined;
  readonly icon?: ReactElement | undefined;
  /** Why it is disabled; replaces the second line. */
  readonly why?: string | undefined;
  /** Second line: what happens to the customer, or the current choice. */
  readonly note?: string | undefined;
  readonly isBusy?: boolean | undefined;
  /** Moves money: disabled while the snapshot is stale. */
  readonly isMoney?: boolean | undefined;
  readonly isPressed?: boolean | undefined;
  readonly isWide?: boolean | undefined;
  /** Accessible name where the words are not enough, such as an icon alone. */
  readonly label?: string | undefined;
  readonly testId?: string | undefined;
  /** The screen that it opens. */
  readonly opens?: string | undefined;
}

/** A button large enough for gloves. */
export function TouchButton(props: TouchButtonProps): ReactElement {
  const { t } = useTranslation();
  const isStale = useIsStale();
  const { look = 'plain', note, isBusy = false, isWide = false } = props;
  const why = props.isMoney === true && isStale ? t('touch.stale') : props.why;
  const isOff = why !== undefined || isBusy;
  const press = usePress(() => {
    if (!isOff) props.onPress();
  });
  const line = why ?? note;
  return (
    <button
      type="button"
      className={cx(target['touch'], isWide && target['wide'])}
      data-part="touch"
      data-look={look}
      aria-disabled={isOff}
      aria-pressed={props.isPressed}
      aria-label={props.label}
      data-busy={isBusy}
      data-testid={props.testId}
      data-opens={props.opens}
      {...press}
    >
      {props.icon}
      <span className={common['words']} data-part="words">
        <span>{props.children}</span>
        {line === undefined || line === '' ? null : <small>{line}</small>}
      </span>
    </button>
  );
}
