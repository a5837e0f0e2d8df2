import type { Slot } from '../slot.ts';

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

/** What a file says of a slot; everything else about it is said at the machine. */
export type FileSlot = Pick<
  Slot,
  'selection' | 'item' | 'product' | 'priceMinor' | 'vatRate' | 'stock' | 'capacity' | 'minimumAge'
>;
