import { NEW_SLOT_DEFAULTS, type Slot } from '#core/slots/slot.ts';
import { maximumView } from '#core/maximum/maximum.ts';
import { describe, expect, it } from 'vitest';

const LIMITS = { capMinor: 10_000, partialCapture: true, currency: 'NOK' } as const;

function slot(selection: string, priceMinor: number, over: Partial<Slot> = {}): Slot {
  const product = `Product ${selection}`;
  const rest = { item: 1, vatRate: 1500, stock: 5, capacity: 10 };
  return { ...NEW_SLOT_DEFAULTS, ...rest, selection, product, priceMinor, ...over };
}

const names = (slots: readonly { readonly selection: string }[]): readonly string[] =>
  slots.map(({ selection }) => selection);

describe('the maximum amount', () => {
  const slots = [
    slot('A1', 2500),
    slot('A2', 4000),
    slot('A3', 3000),
    slot('A4', 4000),
    slot('B1', 6000, { stock: 0 }),
    slot('B2', 5000, { isBlocked: true }),
    slot('B3', 12_000, { stock: 0 }),
  ];

  it('by itself is the dearest that sells: it names them, what it were without them, and what would raise it', () => {
    const view = maximumView(slots, 'auto', LIMITS);
    expect(view).toMatchObject({ amountMinor: 4000, dearestMinor: 4000, capMinor: 10_000 });
    expect(names(view.without?.slots ?? [])).toEqual(['A2', 'A4']);
    expect(view.without?.amountMinor).toBe(3000);
    expect(names(view.waiting)).toEqual(['B3', 'B1', 'B2']);
    expect(view.outOfReach).toEqual([]);
    expect(names(view.aboveCap)).toEqual(['B3']);
  });

  it('fixed leaves out of reach what costs more, and nothing would change it', () => {
    const view = maximumView(slots, 3000, LIMITS);
    expect(view).toMatchObject({ amountMinor: 3000, without: undefined, waiting: [] });
    expect(names(view.outOfReach)).toEqual(['A2', 'A4']);
  });

  it('is held down by the cap', () => {
    const view = maximumView([slot('A1', 20_000), slot('A2', 100)], 'auto', LIMITS);
    expect(view).toMatchObject({ amountMinor: 10_000, dearestMinor: 20_000, without: undefined });
    expect(names(view.outOfReach)).toEqual(['A1']);
  });

  it('is nothing where nothing sells, and stands alone where one thing does', () => {
    const none = maximumView([slot('A1', 2500, { stock: 0 })], 'auto', LIMITS);
    expect(none).toMatchObject({ amountMinor: undefined, without: undefined });
    expect(names(none.waiting)).toEqual(['A1']);
    expect(none.outOfReach).toEqual([]);
    expect(maximumView([], 4000, LIMITS).outOfReach).toEqual([]);
    const one = maximumView([slot('A1', 2500)], 'auto', LIMITS);
    expect(one.without?.amountMinor).toBeUndefined();
    expect(names(one.without?.slots ?? [])).toEqual(['A1']);
  });
});
