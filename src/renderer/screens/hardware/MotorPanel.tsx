import type { MotorView } from '#core/kiosk/machine-view.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { HoldToConfirm } from '../../touch/HoldToConfirm.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { FaultLines } from '../health/FaultLines.tsx';
import { useMachineOrder } from './use-machine-order.ts';
import common from '../../theme/common.module.css';

const TOGETHER = ['1', '2', '3'] as const;

function motorsOf(count: (typeof TOGETHER)[number]): 1 | 2 | 3 {
  if (count === '1') return 1;
  return count === '2' ? 2 : 3;
}

/** One motor: its state, why it is out of sale, and the technician's actions. */
export function MotorPanel({ motor }: { readonly motor: MotorView }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { machine, slots } = useSnapshot();
  const { order, isBusy } = useMachineOrder();
  const { item, selection, product, health } = motor;
  const slot = slots.find((one) => one.selection === selection);
  const faults = machine.faults.filter((fault) => fault.stops === 'slot' && fault.item === item);
  const why = machine.task === undefined ? undefined : t('health.working');
  const isStopped = slot?.isLatched === true || faults.length > 0;
  return (
    <section className={common['stack']} aria-label={selection} data-testid="motor-panel">
      <h2>
        {selection} {product}
      </h2>
      <FaultLines faults={faults} />
      <TouchButton
        isWide
        isBusy={isBusy}
        note={t('health.sellAgainNote')}
        why={why ?? (isStopped ? undefined : t('health.isSold'))}
        testId="clear-slot"
        onPress={() => {
          order({ kind: 'clearSlot', selection }, t('fault.cleared'));
        }}
      >
        {t('health.sellAgain')}
      </TouchButton>
      {motor.testedAtMs === undefined ? null : (
        <p>{t('health.testedAt', { time: format.dateTime(motor.testedAtMs) })}</p>
      )}
      {health.isLikelyToJam ? <p>{t('health.likelyToJam')}</p> : null}
      <p className={common['quiet']}>
        {t('health.drops', { confirmed: health.confirmed, assumed: health.assumed })}
      </p>
      <HoldToConfirm
        note={t('health.turnNote')}
        why={why}
        isBusy={isBusy}
        testId="turn-motor"
        onConfirm={() => {
          order({ kind: 'turnMotor', item });
        }}
      >
        {t('health.turn')}
      </HoldToConfirm>
      <HoldToConfirm
        note={t('health.testVendNote')}
        why={why}
        isBusy={isBusy}
        testId="test-vend"
        onConfirm={() => {
          order({ kind: 'testVend', item });
        }}
      >
        {t('health.testVend')}
      </HoldToConfirm>
      <Choice
        label={t('health.coupling')}
        options={TOGETHER.map((value) => ({ value, label: value }))}
        value={undefined}
        why={why}
        testId="couple"
        onChange={(count) => {
          order({ kind: 'coupleMotors', item, motors: motorsOf(count) });
        }}
      />
    </section>
  );
}
