import type { SaleEffect } from './effect.ts';
import type { Held, Vending } from './state.ts';

/**
 * Counts a failed drop against its slot. A slot that fails several times in a row goes out of sale, so that nobody empties
 * it without paying. When the machine does not name the slot, nothing is counted.
 */
export function failedDropEffects({
  reference,
  terms,
  vend,
}: Vending | Held): readonly SaleEffect[] {
  const { selection } = vend;
  if (selection === undefined) return [];
  const inARow = (vend.earlierFailures ?? 0) + 1;
  const noted: SaleEffect = { kind: 'noteFailedDrop', selection, inARow };
  const limit = terms.latchAfterFailures ?? 0;
  if (limit === 0 || inARow < limit) return [noted];
  const detail = String(inARow);
  return [
    noted,
    { kind: 'latchSlot', selection },
    { kind: 'addReview', reference, review: 'slotLatched', detail, selection },
  ];
}
