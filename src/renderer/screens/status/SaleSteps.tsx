import type { RunningSale } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useKiosk } from '../../store/kiosk-store.ts';
import common from '../../theme/common.module.css';
import styles from './status.module.css';
import { cx } from '../../theme/cx.ts';

const WITH_SENTENCE = [
  'reserving',
  'awaitingApproval',
  'withdrawing',
  'offering',
  'vending',
] as const satisfies readonly RunningSale['state'][];

/** Whether the state has a sentence; the others pass in a moment. */
function hasSentence(state: RunningSale['state']): state is (typeof WITH_SENTENCE)[number] {
  return WITH_SENTENCE.some((said) => said === state);
}

interface SaleStepsProps {
  readonly sale: RunningSale;
  readonly currency: string;
}

/** The running sale step by step, with times, and what happens to the customer's money. */
export function SaleSteps({ sale, currency }: SaleStepsProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useKiosk((state) => state.nowMs);
  const current = sale.steps.find((step) => step.atMs === undefined)?.step;
  const leftMs = sale.deadlineAtMs === undefined ? undefined : sale.deadlineAtMs - nowMs;
  const amount = format.money(sale.reservedMinor, currency);
  return (
    <section
      className={cx(common['card'], styles['sale'])}
      data-testid="sale"
      data-state={sale.state}
    >
      <ol>
        {sale.steps.map(({ step, atMs }) => (
          <li
            key={step}
            data-testid={`sale-step-${step}`}
            className={cx(
              atMs !== undefined && styles['done'],
              atMs === undefined && step === current && styles['current'],
            )}
          >
            <span className={styles['mark']} aria-hidden="true">
              {atMs === undefined ? '○' : '✓'}
            </span>
            <span>{t(`status.step.${step}`)}</span>
            <time>{atMs === undefined ? '' : format.time(atMs, true)}</time>
          </li>
        ))}
      </ol>
      {hasSentence(sale.state) ? (
        <p>
          {t(`status.saleState.${sale.state}`, { amount, product: sale.product ?? '' })}{' '}
          {leftMs === undefined
            ? ''
            : t('status.secondsLeft', { seconds: Math.max(0, Math.ceil(leftMs / 1_000)) })}
        </p>
      ) : null}
    </section>
  );
}
