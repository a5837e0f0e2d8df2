import { NEW_SLOT, type Slot } from '#core/catalogue/slot.ts';

/** A cola in A1, but for what is said of it. */
export function slotWith(over: Partial<Slot> = {}): Slot {
  return {
    ...NEW_SLOT,
    selection: 'A1',
    item: 1,
    product: 'Cola',
    priceMinor: 2_500,
    vatRate: 1_500,
    stock: 5,
    capacity: 10,
    ...over,
  };
}
