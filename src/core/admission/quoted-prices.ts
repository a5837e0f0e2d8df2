import type { Slot } from '../slots/slot.ts';

/** Products and prices as they were when the customer scanned. Later changes are for the next customer. */
export type QuotedPrices = ReadonlyMap<string, Pick<Slot, 'product' | 'priceMinor' | 'vatRate'>>;

export function quotedPricesOf(slots: readonly Slot[]): QuotedPrices {
  return new Map(
    slots.map(({ selection, product, priceMinor, vatRate }) => [
      selection,
      { product, priceMinor, vatRate },
    ]),
  );
}

/** The present slots at the quoted prices. A slot added since then sells at its own price. */
export function atQuotedPrices(slots: readonly Slot[], book: QuotedPrices): readonly Slot[] {
  return slots.map((slot) => ({ ...slot, ...book.get(slot.selection) }));
}
