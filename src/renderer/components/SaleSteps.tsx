import type { RunningSale } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../store/kiosk-store.ts';
import { formatMoney, formatTime } from '../text.ts';

const SAID: readonly RunningSale['state'][] = [
  'reserving',
  'awaitingApproval',
  'withdrawing',
  'offering',
  'vending',
];

interface SaleStepsProps {
  readonly sale: RunningSale;
  readonly currency: string;
}

/** The running sale, step by step, with the time of each and what happens to the customer. */
export function SaleSteps({ sale, currency }: SaleStepsProps): ReactElement {
  const { t, i18n } = useTranslation();
  const nowMs = useKiosk((state) => state.nowMs);
  const current = sale.steps.find((step) => step.atMs === undefined)?.step;
  const leftMs = sale.deadlineAtMs === undefined ? undefined : sale.deadlineAtMs - nowMs;
  const amount = formatMoney(sale.reservedMinor, currency, i18n.language);
  return (
    <section className="sale" data-testid="sale" data-state={sale.state}>
      <ol>
        {sale.steps.map(({ step, atMs }) => (
          <li
            key={step}
            data-testid={`sale-step-${step}`}
            className={atMs === undefined ? (step === current ? 'current' : 'open') : 'done'}
          >
            <span className="mark" aria-hidden="true">
              {atMs === undefined ? '○' : '✓'}
            </span>
            <span className="step">{t(`step.${step}`)}</span>
            <time>{atMs === undefined ? '' : formatTime(atMs, i18n.language, true)}</time>
          </li>
        ))}
      </ol>
      {SAID.includes(sale.state) ? (
        <p className="why">
          {t(`sale.${sale.state}`, { amount, product: sale.product ?? '' })}{' '}
          {leftMs === undefined
            ? ''
            : t('secondsLeft', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}
        </p>
      ) : null}
    </section>
  );
}
