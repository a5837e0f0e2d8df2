import type { SystemFacts } from '#core/health/system-facts.ts';
import { IconUsb } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';
import { Update } from '../update/Update.tsx';
import { useUsbStick } from '../usb/use-usb-stick.ts';
import common from '../../theme/common.module.css';
import styles from './diagnostics.module.css';

const NOTHING = {};
const READ_EVERY_MS = 10_000;
const GIGA = 1e9;
const MEGA = 1e6;

function SaveButton({ what }: { readonly what: 'bundle' | 'recording' }): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const findStick = useUsbStick();
  const save = async (): Promise<void> => {
    const stick = await findStick();
    if (stick === undefined) return;
    const method = what === 'bundle' ? 'saveSupportBundle' : 'saveRecording';
    const done = await call(method, { stickId: stick.id });
    if (done !== undefined) sayDone(t('diagnostics.saved', { file: done.file, stick: stick.name }));
  };
  return (
    <TouchButton
      isWide
      icon={<IconUsb />}
      isBusy={isBusy}
      note={t(what === 'bundle' ? 'diagnostics.bundleNote' : 'diagnostics.recordingNote')}
      testId={`save-${what}`}
      onPress={() => void save()}
    >
      {t(what === 'bundle' ? 'diagnostics.bundle' : 'diagnostics.recording')}
    </TouchButton>
  );
}

function useClockSentence(): (offsetMs: number | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (offsetMs) => {
    if (offsetMs === undefined) return t('diagnostics.unknown');
    const value = format.number(Math.abs(offsetMs) / 1000, 1);
    return offsetMs < 0
      ? t('diagnostics.clockBehind', { value })
      : t('diagnostics.clockAhead', { value });
  };
}

function Facts({ facts }: { readonly facts: SystemFacts }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const clockSentence = useClockSentence();
  const { diskFreeBytes: free, diskTotalBytes: total } = facts;
  const gigabytes = (bytes: number): string => format.number(bytes / GIGA, 1);
  const rows: readonly (readonly [string, string])[] = [
    ...facts.versions.map(({ name, version }) => [name, version] as const),
    [
      t('diagnostics.disk'),
      free === undefined || total === undefined
        ? t('diagnostics.unknown')
        : t('diagnostics.diskOf', { free: gigabytes(free), total: gigabytes(total) }),
    ],
    [
      t('diagnostics.database'),
      t('diagnostics.megabytes', { value: format.number(facts.databaseBytes / MEGA, 1) }),
    ],
    [t('diagnostics.clock'), clockSentence(facts.clockOffsetMs)],
    [t('diagnostics.started'), format.dateTime(facts.startedAtMs)],
    [t('diagnostics.system'), facts.platform],
  ];
  return (
    <dl className={styles['facts']} data-testid="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Versions and devices, and the files that support asks for. */
export function Support(): ReactElement {
  const { t } = useTranslation();
  const facts = usePolledAnswer('readSystem', NOTHING, READ_EVERY_MS);
  return (
    <Screen title={t('diagnostics.support')}>
      <div className={common['stack']}>
        <Update />
        <SaveButton what="bundle" />
        <SaveButton what="recording" />
        {facts === undefined ? null : <Facts facts={facts} />}
      </div>
    </Screen>
  );
}
