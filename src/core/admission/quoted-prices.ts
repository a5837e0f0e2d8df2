import type { Slot } from '../slots/slot.ts';

/** What a customer who has scanned is sold, and at what price: what is changed afterwards is for the next one. */
export type PriceBook = ReadonlyMap<string, Pick<Slot, 'product' | 'priceMinor' | 'vatRate'>>;

export function priceBookOf(slots: readonly Slot[]): PriceBook {
  return new Map(
    slots.map(({ selection, product, priceMinor, vatRate }) => [
      selection,
      { product, priceMinor, vatRate },
    ]),
  );
}

/** The slots as they are now, at the prices of the book. A slot that is newer than the book sells at its own. */
export function atBookPrices(slots: readonly Slot[], book: PriceBook): readonly Slot[] {
  return slots.map((slot) => ({ ...slot, ...book.get(slot.selection) }));
}
