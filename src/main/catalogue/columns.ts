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
