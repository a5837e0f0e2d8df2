import type { SaleOutcome, Selection, StartedSale } from './state.ts';

/** Nothing was charged for the vend; the machine may still say that the product dropped. */
const MONEY_RETURNED: readonly SaleOutcome[] = [
  'unknownReleased',
  'vendFailed',
  'vendCancelled',
  // Somebody else gave it back while a person was to decide.
  'movedElsewhere',
];

export function isMoneyReturned(outcome: SaleOutcome): boolean {
  return MONEY_RETURNED.includes(outcome);
}

/** The vend whose result the machine may still report: we heard none, or no success. */
export function pendingResultOf(sale: StartedSale): Selection | undefined {
  if (sale.name === 'held') return sale.vend;
  if (!('outcome' in sale) || !('vend' in sale)) return undefined;
  return isMoneyReturned(sale.outcome) || sale.outcome === 'unknownCharged' ? sale.vend : undefined;
}
