import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dropToast, sayDone, useToast } from '../store/toast.ts';
import { useCall } from '../touch/use-call.ts';
import { TouchButton } from '../touch/TouchButton.tsx';
import styles from './Screen.module.css';

/** The last action, with undo. Covers the end of the body but never the footer, so that nothing moves. */
export function Toasts(): ReactElement | null {
  const { t } = useTranslation();
  const toast = useToast((state) => state.toast);
  const { call, isBusy } = useCall();
  if (toast === undefined) return null;
  const { undo } = toast;
  return (
    <div
      className={styles['toast']}
      data-part="toast"
      data-tone={toast.tone === 'done' ? 'ready' : 'attention'}
      role="status"
      data-testid="toast"
    >
      <p>{toast.text}</p>
      {undo === undefined ? null : (
        <TouchButton
          icon={<IconArrowBackUp />}
          isBusy={isBusy}
          testId="undo"
          onPress={() => {
            void call('undoChange', { sequence: undo }).then((undone) => {
              if (undone !== undefined) sayDone(t('touch.undone'));
            });
          }}
        >
          {t('touch.undo')}
        </TouchButton>
      )}
      <TouchButton
        icon={<IconX />}
        label={t('touch.close')}
        onPress={dropToast}
        testId="toast-close"
      >
        {null}
      </TouchButton>
    </div>
  );
}
