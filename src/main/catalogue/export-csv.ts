import type { Slot } from '#core/catalogue/slot.ts';
import { formatMajor } from '#core/money.ts';
import { guarded } from '#core/catalogue/file/formula.ts';
import { pickPlaces, type PickLine } from '#core/refill/pick-list.ts';
import { stringify } from 'csv-stringify/sync';
import { CATALOGUE_COLUMNS } from '#core/catalogue/file/columns.ts';

/** 2500 → `25`, 1350 → `13.5`: a percentage as people write it. */
function formatPercent(rateHundredths: number): string {
  return formatMajor(rateHundredths).replace(/\.?0+$/, '') || '0';
}

/** The catalogue as a file that can be imported again. A name that looks like a formula is none in a spreadsheet. */
export function formatCatalogue(slots: readonly Slot[]): string {
  const rows = slots.map((slot) => [
    guarded(slot.selection),
    String(slot.item),
    guarded(slot.product),
    formatMajor(slot.priceMinor),
    formatPercent(slot.vatRate),
    String(slot.stock),
    String(slot.capacity),
    String(slot.minimumAge),
  ]);
  return stringify([[...CATALOGUE_COLUMNS], ...rows]);
}

/** What to bring, for a spreadsheet. A product’s name that looks like a formula stays a name there. */
export function formatPickList(lines: readonly PickLine[]): string {
  const rows = lines.map((line) => [line.product, String(line.count), pickPlaces(line)]);
  return stringify([['product', 'count', 'slots'], ...rows], { escape_formulas: true });
}
