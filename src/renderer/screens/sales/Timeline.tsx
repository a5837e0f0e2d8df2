import type { TimelineStep } from '#core/books/timeline.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';

interface TimelineProps {
  readonly steps: readonly TimelineStep[];
  readonly currency: string;
}

const MINUTE_MS = 60_000;
/** Details that have words; others are shown as they are: what Vipps said, a reason. */
const WORDED = [
  'approval',
  'selection',
  'vendResult',
  'hold',
  'confirmed',
  'assumed',
  'charge',
  'release',
  'not-sellable',
];

/** What happened, when, and how long each step took. */
export function Timeline({ steps, currency }: TimelineProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const gap = (ms: number): string =>
    ms < MINUTE_MS
      ? t('sale.afterSeconds', { seconds: format.number(ms / 1_000, 1) })
      : t('sale.afterMinutes', { minutes: format.number(ms / MINUTE_MS, 1) });
  return (
    <ol className="timeline" data-testid="timeline">
      {steps.map(({ kind, atMs, gapMs, amountMinor, slot, product, detail, by }, index) => (
        <li key={`${String(index)} ${kind}`} data-testid={`step-${kind}`}>
          <time>
            {format.time(atMs, true)}
            <small>{index === 0 ? '' : gap(gapMs)}</small>
          </time>
          <span className="words">
            <span>
              {t(`sale.step.${kind}`, {
                amount: amountMinor === undefined ? '' : format.money(amountMinor, currency),
                slot: slot ?? '',
                product: product ?? '',
                by: by ?? '',
              })}
            </span>
            {detail === undefined ? null : (
              <small>{WORDED.includes(detail) ? t(`sale.detail.${detail}`) : detail}</small>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
