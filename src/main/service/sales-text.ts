import type { ExportedSale, ReadExported } from '#core/sales/exported-sale.ts';
import { stringify } from 'csv-stringify/sync';

const COLUMNS: readonly Exclude<keyof ExportedSale, 'device' | 'vipps'>[] = [
  'reference',
  'state',
  'startedAt',
  'endedAt',
  'selection',
  'item',
  'product',
  'price',
  'currency',
  'reserved',
  'captured',
  'released',
  'refunded',
  'outcome',
];

const PAGE = 1_000;

function* pages(read: ReadExported): Generator<readonly ExportedSale[]> {
  let page = read(undefined, PAGE);
  while (page.length > 0) {
    yield page;
    page = read(page.at(-1), PAGE);
  }
}

function* jsonText(read: ReadExported): Generator<string> {
  let opening = '[\n';
  for (const page of pages(read)) {
    yield opening + page.map((sale) => JSON.stringify(sale)).join(',\n');
    opening = ',\n';
  }
  yield opening === ',\n' ? '\n]\n' : '[]\n';
}

function* csvText(read: ReadExported): Generator<string> {
  yield stringify([[...COLUMNS]]);
  for (const page of pages(read)) {
    // Guards products that are named like formulas.
    const rows = page.map((sale) => COLUMNS.map((column) => sale[column]));
    yield stringify(rows, { escape_formulas: true });
  }
}

/** Exports every sale (design §11), oldest first, in pieces, while sales go on. */
export async function* salesText(
  read: ReadExported,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  for (const piece of format === 'csv' ? csvText(read) : jsonText(read)) {
    yield piece;
    // Lets sales run between the pieces.
    await new Promise(setImmediate);
  }
}
