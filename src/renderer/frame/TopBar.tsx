import { IconHome, IconPlayerPlay } from '@tabler/icons-react';
import type { SessionView } from '#core/people/person.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk, useSnapshot } from '../store/kiosk-store.ts';
import { goHome } from '../store/navigation.ts';
import { useCall } from '../touch/use-call.ts';
import { StateMark } from '../touch/marks.tsx';
import { usePress } from '../touch/use-press.ts';
import { TouchButton } from '../touch/TouchButton.tsx';
import { stateLook } from './state-look.ts';
import common from '../theme/common.module.css';
import styles from './Frame.module.css';

/** `4:07` */
function minutesLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Machine, its state, who is signed in and for how long, and the button that signs out. */
export function TopBar({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation();
  const snapshot = useSnapshot();
  const nowMs = useKiosk((state) => state.nowMs);
  const { call, isBusy } = useCall();
  const home = usePress(goHome);
  const look = stateLook(snapshot);
  return (
    <header className={styles['top-bar']}>
      <button
        type="button"
        className={styles['home-button']}
        data-testid="place-home"
        data-opens="home"
        {...home}
      >
        <IconHome aria-hidden="true" />
        <span className={common['words']} data-part="words">
          <b>
            {snapshot.machineId === ''
              ? t('setup.newMachine')
              : (snapshot.location ?? snapshot.machineId)}
          </b>
          <small>{snapshot.machineId}</small>
        </span>
        <span className={common['hidden-words']} data-part="hidden-words">
          {t('frame.home')}
        </span>
      </button>
      <StateMark role={look.role} testId="state-chip">
        {t(look.word)}
      </StateMark>
      <span className={styles['who']} data-testid="who">
        <b>{session.name}</b>
        <small>{t('frame.timeLeft', { time: minutesLeft(session.endsAtMs - nowMs) })}</small>
      </span>
      <TouchButton
        icon={<IconPlayerPlay />}
        isBusy={isBusy}
        testId="back-in-sale"
        onPress={() => {
          void call('signOut', {});
        }}
      >
        {t('frame.backInSale')}
      </TouchButton>
    </header>
  );
}
