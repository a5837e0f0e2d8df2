import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { StateMark } from '../../touch/marks.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { TaskLine } from './TaskLine.tsx';
import { useMachineOrder } from './use-machine-order.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

const ORDERS = ['testDropSensor', 'setDropSensor', 'setLight'] as const;

function DropSensor(): ReactElement {
  const { t } = useTranslation();
  const { task, isDropSensorOn } = useSnapshot().machine;
  const { order, isBusy } = useMachineOrder();
  const why = task === undefined ? undefined : t('health.working');
  const shown = isDropSensorOn === true ? 'on' : 'off';
  return (
    <section className={cx(common['card'], common['stack'])}>
      <Choice
        label={t('health.sensor')}
        options={[
          { value: 'on', label: t('health.sensorOn') },
          { value: 'off', label: t('health.sensorOff'), note: t('health.sensorOffNote') },
        ]}
        value={isDropSensorOn === undefined ? undefined : shown}
        why={why}
        testId="drop-sensor"
        onChange={(state) => {
          order({ kind: 'setDropSensor', isOn: state === 'on' });
        }}
      />
      <TouchButton
        isBusy={isBusy}
        why={why}
        testId="test-drop-sensor"
        onPress={() => {
          order({ kind: 'testDropSensor' });
        }}
      >
        {t('health.testSensor')}
      </TouchButton>
    </section>
  );
}

function Light(): ReactElement {
  const { t } = useTranslation();
  const { task } = useSnapshot().machine;
  const { order, isBusy } = useMachineOrder();
  const [fromHour, setFromHour] = useState(6);
  const [toHour, setToHour] = useState(22);
  return (
    <section className={cx(common['card'], common['stack'])}>
      <h2>{t('health.light')}</h2>
      <div className={common['fields']}>
        <NumberField
          label={t('health.lightFrom')}
          value={fromHour}
          min={0}
          max={24}
          testId="light-from"
          onChange={setFromHour}
        />
        <NumberField
          label={t('health.lightTo')}
          value={toHour}
          min={0}
          max={24}
          testId="light-to"
          onChange={setToHour}
        />
      </div>
      <TouchButton
        isBusy={isBusy}
        why={task === undefined ? undefined : t('health.working')}
        testId="set-light"
        onPress={() => {
          order({ kind: 'setLight', fromHour, toHour });
        }}
      >
        {t('health.setLight')}
      </TouchButton>
    </section>
  );
}

function Door(): ReactElement {
  const { t } = useTranslation();
  const isOpen = useSnapshot().machine.faults.some((fault) => fault.code === 'doorOpen');
  return (
    <section className={cx(common['card'], common['stack'])}>
      <h2>{t('health.door')}</h2>
      <StateMark role={isOpen ? 'stopped' : 'ready'} testId="door">
        {isOpen ? t('health.doorOpen') : t('health.doorClosed')}
      </StateMark>
    </section>
  );
}

/** Devices beside the motors: drop sensor, light, door. */
export function Devices(): ReactElement {
  const { t } = useTranslation();
  const { dropSensor, light, door } = useSnapshot().machine.capabilities;
  return (
    <Screen title={t('health.devices')} tools={<TaskLine about={ORDERS} />}>
      <div className={common['stack']}>
        {dropSensor ? <DropSensor /> : null}
        {light ? <Light /> : null}
        {door ? <Door /> : null}
      </div>
    </Screen>
  );
}
