import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import type { MachineSlot } from './profile.ts';

/** The slots of a product list (docs: the kiosk's own catalogue file). Throws where the kiosk would refuse it. */
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
