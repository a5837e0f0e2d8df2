import type { SaleEffect } from './effect.ts';
import type { Held, Vending } from './state.ts';

/**
 * Nothing is known to have dropped, and nothing is charged: the slot is watched. One that fails again and again is
 * taken out of sale, so that nobody empties it for nothing. A slot the machine does not name cannot be watched.
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
