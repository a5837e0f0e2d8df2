import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import type { MachineSlot } from './profile.ts';

/** Reads slots from a product list in the kiosk's own CSV format. Throws where the kiosk would refuse it. */
export function slotsOfProductList(text: string): readonly MachineSlot[] {
  const read = readCatalogueFile(text, undefined);
  if (!read.ok) throw new RangeError('The kiosk would not take this product list.');
  return read.value.map(({ selection, item, product, priceMinor, stock }) => ({
    selection,
    item,
    product,
    priceMinor,
    count: stock,
  }));
}
