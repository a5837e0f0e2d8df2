import { marketOf } from '#core/money/money.ts';
import { VAT_CATEGORIES, type VatCategory } from '#core/market/vat-category.ts';
import { lawfulAge } from '#core/market/ages.ts';
import { marketDay } from '#core/time/market-day.ts';
import { rateInForce, type RateInForce } from '#core/market/vat-rates.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import type { Option } from '../../touch/Choice.tsx';

const ageMark = (years: number): string => (years === 0 ? '' : `${String(years)}+`);

interface VatOptions {
  readonly rates: readonly RateInForce[];
  readonly options: readonly Option<VatCategory>[];
}

/** The VAT classes to choose from, with today's rates. */
export function useVatOptions(): VatOptions {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, atMs } = useSnapshot();
  const today = marketDay(marketOf(currency), atMs);
  const rates = VAT_CATEGORIES.flatMap((category) => rateInForce(category, today) ?? []);
  const options = rates.map(({ category, rate }) => ({
    value: category,
    label: t(`prices.vat.${category}`),
    note: [format.rate(rate), ageMark(lawfulAge(category, today))].filter(Boolean).join(' · '),
  }));
  return { rates, options };
}
