import { VAT_CATEGORIES } from '../market/vat-category.ts';
import type { MarketDay } from '../time/market-day.ts';
import { rateInForce } from '../market/vat-rates.ts';
import { placeFromName } from './planogram.ts';
import type { TypedSlot } from './add-slot.ts';
import type { Slot, SlotPlace } from './slot.ts';

type Known = Pick<
  Slot,
  'selection' | 'item' | 'priceMinor' | 'vatRate' | 'vatCategory' | 'capacity'
> &
  SlotPlace;

/** What a new slot could be; the product is for a person to say, and of the first slot the price as well. */
export type SuggestedSlot = Omit<TypedSlot, 'product' | 'priceMinor'> & {
  readonly priceMinor: number | undefined;
};

const FIRST_NAME = 'A1';
const FIRST_CAPACITY = 10;

/** Behind `A3` comes `A4`, and the next one that is free. A name without a number has nothing behind it. */
function nextName(slots: readonly Known[]): string {
  const last = slots.at(-1);
  if (last === undefined) return FIRST_NAME;
  const [, letters = '', digits] = /^(.*?)(\d+)$/.exec(last.selection) ?? [];
  if (digits === undefined) return '';
  const names = new Set(slots.map(({ selection }) => selection));
  let number = Number(digits) + last.width;
  while (names.has(letters + String(number))) number += 1;
  return letters + String(number);
}

function rightEdge(slots: readonly Known[]): number {
  return slots.reduce((edge, { column, width }) => Math.max(edge, column + width), 1);
}

function nextItem(slots: readonly Known[], neighbour: Known | undefined): number {
  const items = slots.map(({ item }) => item);
  const next = (neighbour?.item ?? 0) + 1;
  return items.includes(next) ? Math.max(...items) + 1 : next;
}

function categoryLike(neighbour: Known | undefined, at: MarketDay): TypedSlot['vatCategory'] {
  const alike = VAT_CATEGORIES.find(
    (category) => rateInForce(category, at)?.rate === neighbour?.vatRate,
  );
  return neighbour?.vatCategory ?? alike ?? 'food';
}

/** A slot as its neighbour is: the last one of its tray, or of the catalogue. `named`: what its selection is to be. */
export function suggestSlot(slots: readonly Known[], at: MarketDay, named?: string): SuggestedSlot {
  const selection = named ?? nextName(slots);
  const own = placeFromName(selection);
  const tray = slots.filter((slot) => slot.tray === own.tray);
  const edge = rightEdge(tray);
  const last = tray.find(({ column, width }) => column + width === edge);
  const neighbour = last ?? slots.at(-1);
  const isFree = tray.every(
    ({ column, width }) => own.column < column || own.column >= column + width,
  );
  return {
    selection,
    item: nextItem(slots, neighbour),
    priceMinor: neighbour?.priceMinor,
    vatCategory: categoryLike(neighbour, at),
    stock: 0,
    capacity: neighbour?.capacity ?? FIRST_CAPACITY,
    place: isFree ? own : { ...own, column: edge },
  };
}
