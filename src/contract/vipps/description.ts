import { fill } from '#core/locales/fill.ts';
import { MARKET_LANGUAGE } from '#core/locales/market-language.ts';
import { formatShort, type Currency, type Market } from '#core/money/money.ts';
import type { Language } from '#core/base/language.ts';
import da from '../locales/da/payment.json' with { type: 'json' };
import en from '../locales/en/payment.json' with { type: 'json' };
import fi from '../locales/fi/payment.json' with { type: 'json' };
import nb from '../locales/nb/payment.json' with { type: 'json' };
import sv from '../locales/sv/payment.json' with { type: 'json' };

export interface Described {
  readonly amountMinor: number;
  readonly currency: Currency;
  /** The customer pays this very price. */
  readonly isExactPrice: boolean;
  readonly market: Market;
}

/** Vipps shows at most 100 characters (ePayment, paymentDescription). */
const TEXTS: Readonly<Record<Language, Readonly<typeof en>>> = { nb, sv, da, fi, en };

/** What the customer reads before approving, in the market's language. */
export function describePayment({
  amountMinor,
  currency,
  isExactPrice,
  market,
}: Described): string {
  const { exactPrice, maximum } = TEXTS[MARKET_LANGUAGE[market]];
  return fill(isExactPrice ? exactPrice : maximum, { amount: formatShort(amountMinor, currency) });
}
