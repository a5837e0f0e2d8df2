import type { Fault } from '#core/vend/fault.ts';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import type { ScreenName } from '../../store/screen-names.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { FaultLines } from './FaultLines.tsx';
import { useMachineOrder } from '../hardware/use-machine-order.ts';
import common from '../../theme/common.module.css';

function ClearButton({ fault }: { readonly fault: Fault }): ReactElement {
  const { t } = useTranslation();
  const { order, isBusy } = useMachineOrder();
  const { task } = useSnapshot().machine;
  const { code, selection, stops } = fault;
  const isSlot = stops === 'slot' && selection !== undefined;
  return (
    <TouchButton
      isBusy={isBusy}
      testId={`clear-${code}`}
      why={task === undefined ? undefined : t('health.working')}
      onPress={() => {
        order(
          isSlot ? { kind: 'clearSlot', selection } : { kind: 'clearFault', code },
          t('fault.cleared'),
        );
      }}
    >
      {t('fault.clear')}
    </TouchButton>
  );
}

function LinkButton({
  to,
  title,
}: {
  readonly to: ScreenName;
  readonly title: string;
}): ReactElement {
  return (
    <li>
      <TouchButton
        isWide
        opens={to}
        testId={`way-${to}`}
        onPress={() => {
          open(to);
        }}
      >
        {title}
      </TouchButton>
    </li>
  );
}

/** Faults of the machine, and the ways to its tests and device controls. */
export function Health(): ReactElement {
  const { t } = useTranslation();
  const { faults, capabilities } = useSnapshot().machine;
  const { motorTest, dropSensor, light, temperature } = capabilities;
  const isOurs = motorTest || dropSensor || light || temperature;
  return (
    <Screen title={t('frame.place.health')}>
      <section className={common['stack']}>
        <h2>{t('health.faults')}</h2>
        {faults.length === 0 ? (
          <EmptyState icon={<IconCircleCheck />} why={t('health.faultless')} />
        ) : (
          <FaultLines faults={faults} action={(fault) => <ClearButton fault={fault} />} />
        )}
        <ul className={common['tiles']}>
          {motorTest ? <LinkButton to="motors" title={t('health.motors')} /> : null}
          {dropSensor || light ? <LinkButton to="devices" title={t('health.devices')} /> : null}
          {temperature ? <LinkButton to="temperature" title={t('health.temperature')} /> : null}
          <LinkButton to="speed" title={t('diagnostics.speed')} />
          <LinkButton to="traffic" title={t('diagnostics.traffic')} />
          <LinkButton to="past" title={t('diagnostics.past')} />
          <LinkButton to="support" title={t('diagnostics.support')} />
          <LinkButton to="licences" title={t('diagnostics.licences')} />
        </ul>
        {isOurs ? null : <p className={common['quiet']}>{t('health.elsewhere')}</p>}
      </section>
    </Screen>
  );
}
