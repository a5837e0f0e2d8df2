import type { QrVerification } from '#core/kiosk/qr-verification.ts';
import { IconScan } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk, useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

const ROLES: Readonly<Record<QrVerification['state'], Role>> = {
  awaited: 'selling',
  ours: 'ready',
  elsewhere: 'stopped',
  unheard: 'attention',
};

function valuesOf(check: QrVerification, nowMs: number): Readonly<Record<string, string | number>> {
  if (check.state === 'awaited')
    return { seconds: Math.max(0, Math.ceil((check.untilMs - nowMs) / 1_000)) };
  return check.state === 'elsewhere' ? { machine: check.machineId, location: check.location } : {};
}

/** Starts or stops a QR verification, and says whose sticker was scanned. */
export function VerifyQr(): ReactElement {
  const { t } = useTranslation();
  const { qrVerification: check } = useSnapshot();
  const nowMs = useKiosk((state) => state.nowMs);
  const { call, isBusy } = useCall();
  const isAwaited = check?.state === 'awaited';
  return (
    <section
      className={cx(common['card'], common['stack'], common['tight'])}
      data-testid="proof"
      data-state={check?.state ?? 'none'}
      role="status"
    >
      {check === undefined ? (
        <p>{t('sheet.proofNote')}</p>
      ) : (
        <StateMark role={ROLES[check.state]}>
          {t(`sheet.proof.${check.state}`, valuesOf(check, nowMs))}
        </StateMark>
      )}
      <TouchButton
        isBusy={isBusy}
        icon={<IconScan aria-hidden="true" />}
        isPressed={isAwaited}
        note={isAwaited ? t('sheet.proof.awaitedNote') : undefined}
        testId="proof-scan"
        onPress={() => {
          void call('awaitProof', { isOn: !isAwaited });
        }}
      >
        {t('sheet.proof')}
      </TouchButton>
    </section>
  );
}
