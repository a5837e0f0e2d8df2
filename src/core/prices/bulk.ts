import type { Slot } from '../catalogue/slot.ts';
import { MOST_MINOR } from '../catalogue/file/read-cell.ts';
import type { Patch } from '../service/change.ts';

/** What is done to many prices at once. Amounts in minor units, percent in hundredths; either may be below zero. */
export type PriceRule =
  | { readonly kind: 'set'; readonly priceMinor: number }
  | { readonly kind: 'add'; readonly amountMinor: number; readonly roundTo: RoundTo }
  | { readonly kind: 'percent'; readonly percent: number; readonly roundTo: RoundTo };

/** Not at all, to half and to whole kroner (euros), minor units. */
export const ROUND_TO = [1, 50, 100] as const;
export type RoundTo = (typeof ROUND_TO)[number];

/** above-cap: the sales unit never reserves so much, and nobody can buy it. */
export type PriceProblem = 'not-a-price' | 'above-cap';

export interface PriceLine {
  readonly selection: string;
  readonly product: string;
  readonly old: number;
  readonly new: number;
  readonly problem: PriceProblem | undefined;
}

const WHOLE = 10_000;

/** Half goes up, also below zero. */
function rounded(amount: number, roundTo: number): number {
  return Math.floor(amount / roundTo + 0.5) * roundTo;
}

function newPrice(oldMinor: number, rule: PriceRule): number {
  switch (rule.kind) {
    case 'set':
      return rule.priceMinor;
    case 'add':
      return rounded(oldMinor + rule.amountMinor, rule.roundTo);
    case 'percent':
      return rounded((oldMinor * (WHOLE + rule.percent)) / WHOLE, rule.roundTo);
  }
}

export function problemOf(priceMinor: number, capMinor: number): PriceProblem | undefined {
  const isPrice = Number.isSafeInteger(priceMinor) && priceMinor > 0 && priceMinor <= MOST_MINOR;
  if (!isPrice) return 'not-a-price';
  return priceMinor > capMinor ? 'above-cap' : undefined;
}

/** What a rule makes of the prices of these selections, in the order of the catalogue; what stays the same is left out. */
export function pricesAfter(
  slots: readonly Slot[],
  change: { readonly selections: readonly string[]; readonly rule: PriceRule },
  capMinor: number,
): readonly PriceLine[] {
  const chosen = new Set(change.selections);
  return slots
    .filter((slot) => chosen.has(slot.selection))
    .map(({ selection, product, priceMinor }) => {
      const priceNew = newPrice(priceMinor, change.rule);
      const problem = problemOf(priceNew, capMinor);
      return { selection, product, old: priceMinor, new: priceNew, problem };
    })
    .filter((line) => line.old !== line.new);
}

export function pricePatches(
  lines: readonly Pick<PriceLine, 'selection' | 'old' | 'new'>[],
): readonly Patch[] {
  return lines.map((line) => ({
    subject: 'slot',
    id: line.selection,
    field: 'priceMinor',
    old: line.old,
    new: line.new,
  }));
}
