import type { Slot } from '#core/slots/slot.ts';
import { formatMajor } from '#core/money/money.ts';
import { guarded } from '#core/products/csv-formula.ts';
import { pickPlaces, type PickLine } from '#core/refill/pick-list.ts';
import { stringify } from 'csv-stringify/sync';
import { AGE_LIMITS } from '#core/market/facts.ts';
import { CATALOGUE_COLUMNS, CATEGORY_COLUMN } from '#core/products/columns.ts';

/** 2500 → `25`, 1350 → `13.5`: a percentage as people write it. */
function formatPercent(rateHundredths: number): string {
  return formatMajor(rateHundredths).replace(/\.?0+$/, '') || '0';
}

/** Whether the category sets a legal minimum age. */
function needsCategory({ vatCategory }: Slot): boolean {
  return AGE_LIMITS.some(({ category }) => category === vatCategory);
}

/**
 * The catalogue as a file that can be imported again: the fixed header, and behind it the category where one of the
 * slots has an age by law. A name that looks like a formula is none in a spreadsheet.
 */
export function formatCatalogue(slots: readonly Slot[]): string {
  const hasCategories = slots.some(needsCategory);
  const rows = slots.map((slot) => [
    guarded(slot.selection),
    String(slot.item),
    guarded(slot.product),
    formatMajor(slot.priceMinor),
    formatPercent(slot.vatRate),
    String(slot.stock),
    String(slot.capacity),
    String(slot.minimumAge),
    ...(hasCategories ? [slot.vatCategory ?? ''] : []),
  ]);
  const header = [...CATALOGUE_COLUMNS, ...(hasCategories ? [CATEGORY_COLUMN] : [])];
  return stringify([header, ...rows]);
}

/** The pick list for a spreadsheet. Guards names that look like formulas. */
export function formatPickList(lines: readonly PickLine[]): string {
  const rows = lines.map((line) => [line.product, String(line.count), pickPlaces(line)]);
  return stringify([['product', 'count', 'slots'], ...rows], { escape_formulas: true });
}
