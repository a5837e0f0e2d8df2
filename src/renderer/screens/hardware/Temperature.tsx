import type { ClimateOrder } from '#core/vend/device-controls.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';
import { TaskLine } from './TaskLine.tsx';
import { TemperaturePlot } from './TemperaturePlot.tsx';
import { useMachineOrder } from './use-machine-order.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

const ORDERS = ['setClimate'] as const;

const LAST_DAY = { hours: 24 };
const READ_EVERY_MS = 60_000;
const MODES: readonly ClimateOrder['mode'][] = ['cool', 'heat', 'constant', 'off'];

function History(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { foodMaxCelsius } = useSnapshot().machine;
  const readings = usePolledAnswer('readTemperatures', LAST_DAY, READ_EVERY_MS);
  const values = (readings ?? []).flatMap(({ celsius }) => celsius ?? []);
  return (
    <section className={cx(common['card'], common['stack'])}>
      <h2>{t('health.last24h')}</h2>
      {readings !== undefined && values.length === 0 ? <p>{t('health.noReadings')}</p> : null}
      {readings === undefined || values.length === 0 ? null : (
        <>
          <TemperaturePlot readings={readings} limit={foodMaxCelsius} />
          <p>
            {t('health.warmest', {
              warmest: format.number(Math.max(...values)),
              coldest: format.number(Math.min(...values)),
            })}
          </p>
        </>
      )}
    </section>
  );
}

function Climate(): ReactElement {
  const { t } = useTranslation();
  const { task } = useSnapshot().machine;
  const { order, isBusy } = useMachineOrder();
  const [mode, setMode] = useState<ClimateOrder['mode']>('cool');
  const [celsius, setCelsius] = useState(4);
  return (
    <section className={cx(common['card'], common['stack'])}>
      <Choice
        label={t('health.climate')}
        options={MODES.map((value) => ({ value, label: t(`health.climate.${value}`) }))}
        value={mode}
        testId="climate"
        onChange={setMode}
      />
      <NumberField
        label={t('health.target')}
        value={celsius}
        unit="°C"
        min={0}
        max={70}
        testId="climate-target"
        onChange={setCelsius}
      />
      <TouchButton
        isBusy={isBusy}
        why={task === undefined ? undefined : t('health.working')}
        testId="set-climate"
        onPress={() => {
          order({ kind: 'setClimate', climate: { mode, celsius: mode === 'off' ? 0 : celsius } });
        }}
      >
        {t('health.setClimate')}
      </TouchButton>
    </section>
  );
}

/** Temperature now and over the day, the food limit, and the cooling target. */
export function Temperature(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { celsius, foodMaxCelsius } = useSnapshot().machine;
  return (
    <Screen title={t('health.temperature')} tools={<TaskLine about={ORDERS} />}>
      <div className={common['stack']}>
        <p className={common['big-number']} data-testid="celsius">
          {celsius === undefined
            ? t('health.unread')
            : t('health.celsius', { value: format.number(celsius) })}
        </p>
        <p>
          {foodMaxCelsius === undefined
            ? t('health.foodNotWatched')
            : t('health.foodLimit', { value: format.number(foodMaxCelsius) })}
        </p>
        <History />
        <Climate />
      </div>
    </Screen>
  );
}
