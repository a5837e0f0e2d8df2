import { TEST_SALE_MINOR } from '#core/kiosk/test-sale.ts';
import { testSaleProgress, type TestSaleProgress } from '#core/kiosk/test-sale-progress.ts';
import { IconScan } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useKiosk, useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { ConfirmStepButton, StepFrame } from './StepFrame.tsx';

const ROLES: Readonly<Record<TestSaleProgress, Role>> = {
  none: 'neutral',
  awaited: 'selling',
  unheard: 'attention',
  running: 'selling',
  settling: 'selling',
  released: 'ready',
  unapproved: 'attention',
};

/** Set-up step: a real payment of a small amount over Vipps, released at once. */
export function TestSaleStep(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const snapshot = useSnapshot();
  const nowMs = useKiosk((state) => state.nowMs);
  const { call, isBusy } = useCall();
  const stand = testSaleProgress(snapshot);
  const { testSale, currency } = snapshot;
  const untilMs = testSale?.state === 'awaited' ? testSale.untilMs : nowMs;
  const values = {
    amount: format.money(TEST_SALE_MINOR, currency),
    seconds: Math.max(0, Math.ceil((untilMs - nowMs) / 1_000)),
  };
  const isUnderWay = stand === 'awaited' || stand === 'running' || stand === 'settling';
  return (
    <StepFrame
      step="testSale"
      primary={
        stand === 'released' ? (
          <ConfirmStepButton step="testSale" />
        ) : (
          <TouchButton
            look="primary"
            icon={<IconScan />}
            isMoney
            isBusy={isBusy}
            why={isUnderWay ? t('setup.test.underWay') : undefined}
            testId="setup-test"
            onPress={() => {
              void call('orderTestSale', { isOn: true }, { isMoney: true });
            }}
          >
            {t('setup.test.begin')}
          </TouchButton>
        )
      }
    >
      <p data-testid="setup-test-stand" data-stand={stand}>
        <StateMark role={ROLES[stand]}>{t(`setup.test.${stand}`, values)}</StateMark>
      </p>
      {stand === 'released' ? null : <p>{t('setup.test.customer', values)}</p>}
    </StepFrame>
  );
}
