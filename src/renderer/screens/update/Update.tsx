import type { UpdateView } from '#core/update/update-view.ts';
import { IconDownload } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { isTextKey } from '../../locales/keys.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useCall } from '../../touch/use-call.ts';
import { FromStick } from './FromStick.tsx';
import common from '../../theme/common.module.css';

function InstallButton({
  version,
  isAgain,
}: {
  readonly version: string;
  readonly isAgain: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  return (
    <TouchButton
      isWide
      look="primary"
      icon={<IconDownload />}
      isBusy={isBusy}
      note={t('update.installNote')}
      testId="update-install"
      onPress={() => void call('installUpdate', { version })}
    >
      {t(isAgain ? 'update.again' : 'update.install')}
    </TouchButton>
  );
}

function Waiting({ waiting }: { readonly waiting: UpdateView['waiting'] }): ReactElement {
  const { t } = useTranslation();
  if (waiting === undefined) return <p>{t('update.none')}</p>;
  const { version, why, percent, isWanted } = waiting;
  if (why === undefined) {
    return <StateMark role="attention">{t('update.installing', { version })}</StateMark>;
  }
  const canInstall = !isWanted && why !== 'trial' && why !== 'no-room';
  return (
    <>
      <StateMark role="attention">{t('update.waits', { version })}</StateMark>
      <p data-testid="update-why" data-why={why}>
        {why === 'fetching' ? t('update.wait.fetching', { percent }) : t(`update.wait.${why}`)}
        {isWanted ? ` ${t('update.wanted')}` : ''}
      </p>
      {canInstall ? <InstallButton version={version} isAgain={false} /> : null}
    </>
  );
}

function Refused({ refused }: { readonly refused: UpdateView['refused'] }): ReactElement | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (refused === undefined) return null;
  const { version, why } = refused;
  const time = format.dateTime(refused.atMs);
  return (
    <div data-testid="update-refused" data-why={why}>
      <StateMark role="attention">
        {version === undefined
          ? t('update.refusedFile', { time })
          : t('update.refused', { version, time })}
      </StateMark>
      <p>{t(`refusal.update-${why}`)}</p>
      {why === 'given-up' && version !== undefined ? (
        <InstallButton version={version} isAgain />
      ) : null}
    </div>
  );
}

function RolledBack({
  rolledBack,
}: {
  readonly rolledBack: UpdateView['rolledBack'];
}): ReactElement | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (rolledBack === undefined) return null;
  const { version, reason, atMs } = rolledBack;
  const key = `update.reason.${reason}`;
  return (
    <div data-testid="update-rolled-back" data-reason={reason}>
      <StateMark role="stopped">
        {t('update.rolledBack', { version, time: format.dateTime(atMs) })}
      </StateMark>
      {isTextKey(key) ? <p>{t(key)}</p> : null}
    </div>
  );
}

/** The version that runs, the one that waits and why, the one that was given up, and the way in from a stick. */
export function Update(): ReactElement {
  const { t } = useTranslation();
  const { update, version } = useSnapshot();
  const { waiting, refused, rolledBack } = update;
  return (
    <section className={common['card']} aria-label={t('update.title')} data-testid="update">
      <div className={common['stack']}>
        <h2>{t('update.runs', { version })}</h2>
        {update.isPossible ? (
          <>
            <RolledBack rolledBack={rolledBack} />
            <Refused refused={refused} />
            {refused === undefined ? <Waiting waiting={waiting} /> : null}
            <FromStick />
          </>
        ) : (
          <p>{t('update.byHand')}</p>
        )}
      </div>
    </section>
  );
}
