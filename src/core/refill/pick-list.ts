import type { Slot } from '../catalogue/slot.ts';

/** What to carry to the machine of one product. */
export interface PickLine {
  readonly product: string;
  readonly count: number;
  readonly slots: readonly { readonly selection: string; readonly count: number }[];
}

/** What is missing to the brim, by product: most first. */
export function pickList(slots: readonly Slot[]): readonly PickLine[] {
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

/**
 * For a telephone or a printer, and without a word that needs a language: `heading`, then count, product, slots.
 * Lines end as Windows wants it.
 */
export function pickListText(lines: readonly PickLine[], heading: string): string {
  const countWidth = Math.max(0, ...lines.map(({ count }) => String(count).length));
  const nameWidth = Math.max(0, ...lines.map(({ product }) => product.length));
  const rows = lines.map(({ product, count, slots }) => {
    const places = slots.map((slot) => `${slot.selection} ${String(slot.count)}`).join(' · ');
    return `[ ] ${String(count).padStart(countWidth)}  ${product.padEnd(nameWidth)}  ${places}`;
  });
  const sum = lines.reduce((all, { count }) => all + count, 0);
  return [heading, '', ...rows, '', `= ${String(sum)}`, ''].join('\r\n');
}
