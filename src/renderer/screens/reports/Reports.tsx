import { REPORT_PERIODS, type ReportPeriod, type SalesReport } from '#core/reports/sales-report.ts';
import { IconChartBarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { useCall } from '../../touch/use-call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { SaveToUsb } from '../usb/SaveToUsb.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { RankedBars, TimeChart } from './Bars.tsx';
import common from '../../theme/common.module.css';
import styles from './reports.module.css';
import { cx } from '../../theme/cx.ts';

const VIEWS = ['time', 'product', 'slot'] as const;
type View = (typeof VIEWS)[number];
/** Narrower panels get one column. */
const NARROW_MM = 160;

function useReport(period: ReportPeriod, back: number): SalesReport | undefined {
  const { call } = useCall();
  const { today } = useSnapshot();
  const [report, setReport] = useState<SalesReport>();
  useEffect(() => {
    let isGone = false;
    void call('getReport', { period, back }).then((found) => {
      if (found !== undefined && !isGone) setReport(found);
    });
    return () => {
      isGone = true;
    };
  }, [call, period, back, today.count]);
  return report;
}

function Sum({ report }: { readonly report: SalesReport }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const { sum, before } = report;
  const kept = sum.chargedMinor - sum.refundedMinor;
  return (
    <section className={cx(common['card'], styles['sum'])} data-testid="report-sum">
      <b>{format.money(kept, currency)}</b>
      <p>{t('reports.sold', { count: sum.count })}</p>
      {sum.refundedMinor === 0 ? null : (
        <p>{t('reports.refunded', { amount: format.money(sum.refundedMinor, currency) })}</p>
      )}
      <p className={common['quiet']}>
        {t('reports.before', {
          amount: format.money(before.chargedMinor - before.refundedMinor, currency),
        })}
      </p>
    </section>
  );
}

interface ShownProps {
  readonly report: SalesReport;
  readonly view: View;
  readonly isDay: boolean;
}

function Shown({ report, view, isDay }: ShownProps): ReactElement {
  const { t } = useTranslation();
  const { currency } = useSnapshot();
  const nameless = t('reports.nameless');
  if (report.sum.count === 0) {
    return <EmptyState icon={<IconChartBarOff />} why={t('reports.none')} />;
  }
  if (view === 'time') return <TimeChart times={report.times} isDay={isDay} />;
  const lines =
    view === 'product'
      ? report.products.map((one) => ({ ...one, name: one.product || nameless }))
      : report.slots.map((one) => ({
          ...one,
          name: [one.selection, one.product || nameless].filter((text) => text !== '').join(' · '),
        }));
  return <RankedBars lines={lines} currency={currency} />;
}

/** Sales of a day, week or month, by time, product and slot. */
export function Reports(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { call } = useCall();
  const { widthMm } = usePanel();
  const [period, setPeriod] = useState<ReportPeriod>('day');
  const [back, setBack] = useState(0);
  const [view, setView] = useState<View>('time');
  const report = useReport(period, back);
  // `toMs` is exclusive: an hour earlier still falls on the last day.
  const until = report === undefined ? '' : format.date(report.toMs - 3_600_000);
  const from = report === undefined ? '' : format.date(report.fromMs);
  const steps = (
    <div className={styles['steps']}>
      <TouchButton
        icon={<IconChevronLeft />}
        label={t('reports.earlier')}
        testId="report-earlier"
        onPress={() => {
          setBack(back + 1);
        }}
      >
        {null}
      </TouchButton>
      <b data-testid="report-when">{from === until ? from : `${from} – ${until}`}</b>
      <TouchButton
        icon={<IconChevronRight />}
        label={t('reports.later')}
        why={back === 0 ? '' : undefined}
        testId="report-later"
        onPress={() => {
          setBack(back - 1);
        }}
      >
        {null}
      </TouchButton>
    </div>
  );
  const views = (
    <Choice
      label={t('reports.view')}
      isLabelHidden
      value={view}
      testId="view"
      options={VIEWS.map((value) => ({ value, label: t(`reports.view.${value}`) }))}
      onChange={setView}
    />
  );
  const periods = (
    <Choice
      label={t('reports.period')}
      isLabelHidden
      value={period}
      testId="period"
      options={REPORT_PERIODS.map((value) => ({ value, label: t(`reports.period.${value}`) }))}
      onChange={(chosen) => {
        setPeriod(chosen);
        setBack(0);
      }}
    />
  );
  return (
    <Screen
      title={t('reports.title')}
      tools={periods}
      primary={
        <SaveToUsb
          label={t('reports.export')}
          what={t('reports.exportWhat')}
          testId="report-export"
          save={async (stickId, kind) =>
            (await call('exportReport', { period, back, stickId, format: kind }))?.name
          }
        />
      }
    >
      {report === undefined ? null : (
        <div className={cx(styles['report'], widthMm < NARROW_MM && styles['narrow'])}>
          <div className={styles['side']}>
            {steps}
            <Sum report={report} />
            {views}
          </div>
          <Shown report={report} view={view} isDay={period === 'day'} />
        </div>
      )}
    </Screen>
  );
}
