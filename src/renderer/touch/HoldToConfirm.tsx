import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useIsStale } from '../store/kiosk-store.ts';
import common from '../theme/common.module.css';
import target from './target.module.css';
import { cx } from '../theme/cx.ts';

export const HOLD_MS = 1_500;
const SLIDE_PX = 30;

export interface HoldToConfirmProps {
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  /** What happens to the customer, or that there is no undo. */
  readonly note: string;
  readonly why?: string | undefined;
  readonly isBusy?: boolean | undefined;
  readonly isMoney?: boolean | undefined;
  readonly testId?: string | undefined;
}

/** For actions without undo: hold for 1.5 s while a ring fills; with a keyboard, hold Enter or Space. */
export function HoldToConfirm(props: HoldToConfirmProps): ReactElement {
  const { t } = useTranslation();
  const isStale = useIsStale();
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const down = useRef({ x: 0, y: 0 });
  const why = props.isMoney === true && isStale ? t('touch.stale') : props.why;
  const isOff = why !== undefined || props.isBusy === true;

  const release = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setIsHeld(false);
  };
  const hold = (): void => {
    if (isOff || timer.current !== undefined) return;
    setIsHeld(true);
    timer.current = setTimeout(() => {
      release();
      props.onConfirm();
    }, HOLD_MS);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const isKey = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';
  return (
    <button
      type="button"
      className={cx(target['touch'], target['hold'])}
      data-look="danger"
      data-part="touch"
      aria-disabled={isOff}
      data-held={isHeld}
      data-testid={props.testId}
      onPointerDown={(event: PointerEvent) => {
        down.current = { x: event.clientX, y: event.clientY };
        hold();
      }}
      onPointerMove={(event: PointerEvent) => {
        const { x, y } = down.current;
        if (isHeld && Math.hypot(event.clientX - x, event.clientY - y) > SLIDE_PX) release();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onContextMenu={(event) => {
        event.preventDefault();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!isKey(event)) return;
        event.preventDefault();
        if (!event.repeat) hold();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      <svg className={target['ring']} viewBox="0 0 40 40" aria-hidden="true">
        <circle className={target['track']} cx="20" cy="20" r="16" />
        <circle className={target['fill']} cx="20" cy="20" r="16" pathLength="100" />
      </svg>
      <span className={common['words']} data-part="words">
        <span>{props.children}</span>
        <small>{why ?? `${props.note} ${t('touch.hold')}`}</small>
      </span>
    </button>
  );
}
