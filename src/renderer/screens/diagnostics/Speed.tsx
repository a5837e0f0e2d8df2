import type { StepTimes } from '#core/health/step-times.ts';
import type { LinkChange } from '#core/store/health-store.ts';
import { IconPlugConnected } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';
import { RoundTripPlot, StepPlot } from './plots.tsx';
import common from '../../theme/common.module.css';
import styles from './diagnostics.module.css';
import { cx } from '../../theme/cx.ts';

const NOTHING = {};
const NEWEST = { limit: 50 };
const READ_EVERY_MS = 5_000;
const LINKS = {
  relay: { up: 'diagnostics.relayUp', down: 'diagnostics.relayDown' },
  hardware: { up: 'diagnostics.hardwareUp', down: 'diagnostics.hardwareDown' },
} as const;

function useSeconds(): (ms: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (ms) => t('diagnostics.seconds', { value: format.number(ms / 1000, 1) });
}

function StepLine({ step }: { readonly step: StepTimes }): ReactElement {
  const { t } = useTranslation();
  const seconds = useSeconds();
  return (
    <tr data-testid={`step-${step.step}`}>
      <th scope="row">{t(`diagnostics.step.${step.step}`)}</th>
      <td>{step.all === undefined ? t('diagnostics.notMeasured') : seconds(step.all.p50Ms)}</td>
      <td>{step.all === undefined ? '' : seconds(step.all.p95Ms)}</td>
    </tr>
  );
}

function Steps(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const pace = usePolledAnswer('readPace', NOTHING, READ_EVERY_MS);
  const trip = pace?.roundTrip;
  const ms = (value: number): string =>
    t('diagnostics.milliseconds', { value: format.number(value) });
  return (
    <>
      <section className={cx(common['card'], common['stack'])} data-testid="pace">
        <h2>{t('diagnostics.steps')}</h2>
        {pace?.sales === 0 ? <p>{t('diagnostics.noSales')}</p> : null}
        {pace === undefined || pace.sales === 0 ? null : (
          <>
            <p className={common['quiet']}>{t('diagnostics.measured', { count: pace.sales })}</p>
            <StepPlot steps={pace.steps} />
            <table className={styles['figures']}>
              <thead>
                <tr>
                  <td />
                  <th scope="col">{t('diagnostics.usually')}</th>
                  <th scope="col">{t('diagnostics.slow')}</th>
                </tr>
              </thead>
              <tbody>
                {pace.steps.map((step) => (
                  <StepLine key={step.step} step={step} />
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
      <section className={cx(common['card'], common['stack'])}>
        <h2>{t('diagnostics.roundTrip')}</h2>
        {trip === undefined ? (
          <p>{t('diagnostics.roundTripNone')}</p>
        ) : (
          <>
            <RoundTripPlot tripsMs={pace?.roundTripsMs ?? []} />
            <p data-testid="round-trip">
              {t('diagnostics.usually')} {ms(trip.p50Ms)}, {t('diagnostics.slow')} {ms(trip.p95Ms)}
            </p>
          </>
        )}
      </section>
    </>
  );
}

function LinkLine({ change }: { readonly change: LinkChange }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={cx(common['card'], styles['line'])}>
      <StateMark role={change.isUp ? 'ready' : 'stopped'}>
        {t(LINKS[change.link][change.isUp ? 'up' : 'down'])}
      </StateMark>
      <small className={common['quiet']}>
        {format.dateTime(change.atMs)} {change.detail === '' ? '' : `· ${change.detail}`}
      </small>
    </li>
  );
}

/** How long each step of a sale takes, and the history of the links. */
export function Speed(): ReactElement {
  const { t } = useTranslation();
  const changes = usePolledAnswer('listLinkChanges', NEWEST, READ_EVERY_MS);
  return (
    <Screen title={t('diagnostics.speed')}>
      <div className={common['stack']}>
        <Steps />
        <section className={common['stack']}>
          <h2>{t('diagnostics.links')}</h2>
          {changes?.length === 0 ? (
            <EmptyState icon={<IconPlugConnected />} why={t('diagnostics.linksNone')} />
          ) : (
            <ul className={styles['lines']}>
              {changes?.map((change) => (
                <LinkLine key={change.id} change={change} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Screen>
  );
}
