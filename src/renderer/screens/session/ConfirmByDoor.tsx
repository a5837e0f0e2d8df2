import type { DoorWait } from '#core/people/person.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import styles from './session.module.css';

/** The PIN was right; opening the door proves that the person has its key. */
export function ConfirmByDoor({ wait }: { readonly wait: DoorWait }): ReactElement {
  const { t } = useTranslation();
  const nowMs = useKiosk((state) => state.nowMs);
  const { call, isBusy } = useCall();
  const seconds = Math.max(0, Math.ceil((wait.endsAtMs - nowMs) / 1_000));
  return (
    <div className={styles['sign-in']} data-testid="open-door">
      <header>
        <TouchButton
          icon={<IconArrowLeft />}
          isBusy={isBusy}
          onPress={() => {
            void call('cancelSignIn', {});
          }}
        >
          {t('touch.cancel')}
        </TouchButton>
        <h1>{t('session.openDoor')}</h1>
      </header>
      <main className={styles['body']}>
        <p>{t('session.openDoorWithin', { name: wait.name, seconds })}</p>
      </main>
    </div>
  );
}
