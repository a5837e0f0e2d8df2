import type { RefillSlot } from './refill.ts';

/** What to carry to the machine of one product. */
export interface PickLine {
  readonly product: string;
  readonly count: number;
  readonly slots: readonly { readonly selection: string; readonly count: number }[];
}

/** What is missing to the brim, by product: most first. Of a slot whose count is uncertain, what is missing at least. */
export function pickList(slots: readonly RefillSlot[]): readonly PickLine[] {
  const lines = new Map<string, { selection: string; count: number }[]>();
  for (const { product, selection, stock, capacity } of slots) {
    if (capacity <= stock) continue;
    const line = lines.get(product) ?? [];
    line.push({ selection, count: capacity - stock });
    lines.set(product, line);
  }
  return [...lines]
    .map(([product, inSlots]) => ({
      product,
      count: inSlots.reduce((sum, { count }) => sum + count, 0),
      slots: inSlots,
    }))
    .toSorted((one, other) => other.count - one.count || (one.product < other.product ? -1 : 1));
}

/** `A1 7, B3 2` */
export function pickPlaces({ slots }: PickLine): string {
  return slots.map(({ selection, count }) => `${selection} ${String(count)}`).join(', ');
}
