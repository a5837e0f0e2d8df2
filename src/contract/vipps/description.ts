import { formatShort, type Currency, type Market } from '#core/money.ts';

export interface Described {
  readonly amountMinor: number;
  readonly currency: Currency;
  /** The customer pays this very price. */
  readonly isExactPrice: boolean;
  readonly market: Market;
}

type Wording = (amount: string) => string;

/** Vipps shows at most 100 characters (ePayment, paymentDescription). */
const MAXIMUM: Readonly<Record<Market, Wording>> = {
  NO: (amount) => `Midlertidig reservasjon, maks ${amount}. Du betaler bare for varen du får.`,
  DK: (amount) => `Midlertidig reservation, højst ${amount}. Du betaler kun for varen, du får.`,
  FI: (amount) => `Väliaikainen varaus, enintään ${amount}. Maksat vain saamastasi tuotteesta.`,
};

const EXACT: Readonly<Record<Market, Wording>> = {
  NO: (amount) => `Varen du har valgt: ${amount}. Du betaler bare hvis du får den.`,
  DK: (amount) => `Varen, du har valgt: ${amount}. Du betaler kun, hvis du får den.`,
  FI: (amount) => `Valitsemasi tuote: ${amount}. Maksat vain, jos saat sen.`,
};

/** What the customer reads before approving, in the market's language. */
export function describePayment({
  amountMinor,
  currency,
  isExactPrice,
  market,
}: Described): string {
  const amount = formatShort(amountMinor, currency);
  return (isExactPrice ? EXACT : MAXIMUM)[market](amount);
}
