import type { Slot } from '../slots/slot.ts';

type Priced = Pick<Slot, 'selection' | 'product' | 'priceMinor'>;

/** One product, in however many slots it is. */
export interface PricedProduct<Item extends Priced> {
  readonly product: string;
  /** In the order of the catalogue. */
  readonly slots: readonly Item[];
  /** Undefined: its slots do not all ask the same. */
  readonly priceMinor: number | undefined;
}

/** The products of the machine in the order of their first slot. */
export function productsOf<Item extends Priced>(
  slots: readonly Item[],
): readonly PricedProduct<Item>[] {
  const byName = new Map<string, Item[]>();
  for (const slot of slots) {
    const known = byName.get(slot.product);
    if (known === undefined) byName.set(slot.product, [slot]);
    else known.push(slot);
  }
  return [...byName].map(([product, own]) => {
    const prices = new Set(own.map(({ priceMinor }) => priceMinor));
    const [priceMinor] = prices;
    return { product, slots: own, priceMinor: prices.size === 1 ? priceMinor : undefined };
  });
}
