import type { Slot } from '../slots/slot.ts';

/** The catalogue file's header (design §11): fixed, in this order. */
export const CATALOGUE_COLUMNS = [
  'selection',
  'item',
  'product',
  'price',
  'vatRate',
  'stock',
  'capacity',
  'minimumAge',
] as const;

export type CatalogueColumn = (typeof CATALOGUE_COLUMNS)[number];

/** May stand in a file, and is written where it says something: `energyDrink`, or another of VAT_CATEGORIES. */
export const CATEGORY_COLUMN = 'category';
export type FileColumn = CatalogueColumn | typeof CATEGORY_COLUMN;

/** What a file says of a slot; everything else about it is said at the machine. */
export type FileSlot = Pick<
  Slot,
  'selection' | 'item' | 'product' | 'priceMinor' | 'vatRate' | 'stock' | 'capacity' | 'minimumAge'
> & {
  /** Undefined: the file does not say. */
  readonly vatCategory?: Slot['vatCategory'];
};
