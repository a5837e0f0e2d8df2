import type { Slot } from '../slots/slot.ts';

/** What a customer who has scanned is sold, and at what price: what is changed afterwards is for the next one. */
export type QuotedPrices = ReadonlyMap<string, Pick<Slot, 'product' | 'priceMinor' | 'vatRate'>>;

export function quotedPricesOf(slots: readonly Slot[]): QuotedPrices {
  return new Map(
    slots.map(({ selection, product, priceMinor, vatRate }) => [
      selection,
      { product, priceMinor, vatRate },
    ]),
  );
}

/** The slots as they are now, at the prices of the book. A slot that is newer than the book sells at its own. */
export function atQuotedPrices(slots: readonly Slot[], book: QuotedPrices): readonly Slot[] {
  return slots.map((slot) => ({ ...slot, ...book.get(slot.selection) }));
}
