import type { Slot } from '../slots/slot.ts';
import { isPayable, type Currency } from '../money/money.ts';

/** Not at all, to half and to whole kroner (euros), minor units. */
export const ROUND_TO = [1, 50, 100] as const;
export type RoundTo = (typeof ROUND_TO)[number];

/** What is done to many prices at once. Amounts in minor units, percent whole; either may be below zero. */
export type PriceRule =
  | { readonly kind: 'set'; readonly priceMinor: number }
  | { readonly kind: 'add'; readonly amountMinor: number; readonly roundTo: RoundTo }
  | { readonly kind: 'percent'; readonly percent: number; readonly roundTo: RoundTo };

/** above-cap: the sales unit never reserves so much, and nobody can buy it. */
export type PriceProblem = 'not-a-price' | 'above-cap';

export interface PriceLine {
  readonly selection: string;
  readonly product: string;
  readonly old: number;
  readonly new: number;
  readonly problem: PriceProblem | undefined;
}

export interface PriceBounds {
  readonly currency: Currency;
  /** The most that is ever reserved, minor units; undefined: the relay has not said yet. */
  readonly capMinor: number | undefined;
}

const WHOLE = 100;

/** `part / whole` in steps of `step`; half goes up, also below zero. In whole numbers, so that nothing is lost. */
function rounded(part: number, whole: number, step: number): number {
  const unit = whole * step;
  return Math.floor((2 * part + unit) / (2 * unit)) * step;
}

function newPrice(oldMinor: number, rule: PriceRule): number {
  switch (rule.kind) {
    case 'set':
      return rule.priceMinor;
    case 'add':
      return rounded(oldMinor + rule.amountMinor, 1, rule.roundTo);
    case 'percent':
      return rounded(oldMinor * (WHOLE + rule.percent), WHOLE, rule.roundTo);
  }
}

/** Why nobody could buy at a price. */
export function priceProblem(priceMinor: number, bounds: PriceBounds): PriceProblem | undefined {
  if (!isPayable(priceMinor, bounds.currency)) return 'not-a-price';
  const { capMinor } = bounds;
  return capMinor !== undefined && priceMinor > capMinor ? 'above-cap' : undefined;
}

/** What a rule makes of the prices of these slots, in their order; what stays the same is told too. */
export function pricesAfter(
  slots: readonly Pick<Slot, 'selection' | 'product' | 'priceMinor'>[],
  rule: PriceRule,
  bounds: PriceBounds,
): readonly PriceLine[] {
  return slots.map(({ selection, product, priceMinor }) => {
    const after = newPrice(priceMinor, rule);
    const problem = priceProblem(after, bounds);
    return { selection, product, old: priceMinor, new: after, problem };
  });
}
