import type { Proof } from '#core/kiosk/proof.ts';
import { IconScan } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk, useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/call.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';

const ROLES: Readonly<Record<Proof['state'], Role>> = {
  awaited: 'selling',
  ours: 'ready',
  elsewhere: 'stopped',
  unheard: 'attention',
};

/** Whether the sticker that hangs here is this machine's, as the next scan tells. */
export function ProofCard(): ReactElement | null {
  const { t } = useTranslation();
  const { proof } = useSnapshot();
  const nowMs = useKiosk((state) => state.nowMs);
  if (proof === undefined) return null;
  const values =
    proof.state === 'awaited'
      ? { seconds: Math.max(0, Math.ceil((proof.untilMs - nowMs) / 1_000)) }
      : proof.state === 'elsewhere'
        ? { machine: proof.machineId, location: proof.location }
        : {};
  return (
    <section
      className="card stack tight"
      data-testid="proof"
      data-state={proof.state}
      role="status"
    >
      <StateMark role={ROLES[proof.state]}>{t(`sheet.proof.${proof.state}`, values)}</StateMark>
      {proof.state === 'awaited' ? <p>{t('sheet.proof.awaitedNote')}</p> : null}
    </section>
  );
}

/** Begins a proof scan, or ends it. */
export function ProofButton(): ReactElement {
  const { t } = useTranslation();
  const { proof } = useSnapshot();
  const { call, isBusy } = useCall();
  const isAwaited = proof?.state === 'awaited';
  return (
    <TouchButton
      isWide
      isBusy={isBusy}
      icon={<IconScan aria-hidden="true" />}
      note={t('sheet.proofNote')}
      isPressed={isAwaited}
      testId="proof-scan"
      onPress={() => {
        void call('awaitProof', { isOn: !isAwaited });
      }}
    >
      {t('sheet.proof')}
    </TouchButton>
  );
}
