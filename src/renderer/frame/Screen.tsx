import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goBack, useIsDeep } from '../store/navigation.ts';
import { TouchButton } from '../touch/TouchButton.tsx';
import { Toasts } from './Toasts.tsx';
import styles from './Screen.module.css';

interface ScreenFrameProps {
  readonly title: string;
  /** Beside the title: the primary action and its neighbours. */
  readonly primary?: ReactNode;
  /** Below the title, above the scrolling body: filters, a search. */
  readonly tools?: ReactNode;
  /** Fixed at the bottom: what will be saved, a total. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** Layout of every service screen: title, one primary action, and a body that scrolls. */
export function Screen({
  title,
  primary,
  tools,
  footer,
  children,
}: ScreenFrameProps): ReactElement {
  const { t } = useTranslation();
  const isDeep = useIsDeep();
  return (
    <div className={styles['screen']} data-part="screen" data-testid="screen">
      <header className={styles['head']}>
        {isDeep ? (
          <TouchButton look="quiet" icon={<IconArrowLeft />} onPress={goBack} testId="back">
            <span className={styles['back-words']} data-part="back-words">
              {t('frame.back')}
            </span>
          </TouchButton>
        ) : null}
        <h1>{title}</h1>
        {primary === undefined ? null : <div className={styles['primary']}>{primary}</div>}
      </header>
      {tools === undefined ? null : (
        <div className={styles['tools']} data-part="screen-tools">
          {tools}
        </div>
      )}
      <div
        className={styles['body']}
        data-part="screen-body"
        role="region"
        aria-label={title}
        tabIndex={0}
      >
        {children}
      </div>
      <div className={styles['end']}>
        <Toasts />
        {footer === undefined ? null : (
          <footer className={styles['foot']} data-part="screen-foot">
            {footer}
          </footer>
        )}
      </div>
    </div>
  );
}
