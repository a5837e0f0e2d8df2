import { KioskError } from '#core/errors.ts';
import { stringify } from 'csv-stringify/sync';
import { openKioskDatabase } from '../kiosk-database.ts';
import { readSalesPage, type ExportedSale } from '../store/sales-export.ts';
import { readArguments } from './arguments.ts';
import { writeOut } from './write-out.ts';

const COLUMNS: readonly (keyof ExportedSale)[] = [
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

function* pages(dataDir: string): Generator<readonly ExportedSale[]> {
  const database = openKioskDatabase(dataDir);
  try {
    let page = readSalesPage(database, undefined, PAGE);
    while (page.length > 0) {
      yield page;
      page = readSalesPage(database, page.at(-1), PAGE);
    }
  } finally {
    database.close();
  }
}

async function exportJson(dataDir: string): Promise<void> {
  let opening = '[\n';
  for (const page of pages(dataDir)) {
    await writeOut(opening + page.map((sale) => JSON.stringify(sale)).join(',\n'));
    opening = ',\n';
  }
  await writeOut(opening === ',\n' ? '\n]\n' : '[]\n');
}

async function exportCsv(dataDir: string): Promise<void> {
  await writeOut(stringify([[...COLUMNS]]));
  for (const page of pages(dataDir)) {
    await writeOut(stringify(page.map((sale) => COLUMNS.map((column) => sale[column]))));
  }
}

/** `sales export --format json|csv`: every sale, oldest first; also while the machine runs. */
export async function runSales(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['format', 'data-dir']);
  const format = given.optional('format') ?? 'json';
  const dataDir = given.required('data-dir');
  if (given.rest[0] !== 'export' || given.rest.length > 1) {
    throw new KioskError('input/invalid', 'Say sales export --format json (or csv).');
  }
  if (format === 'json') await exportJson(dataDir);
  else if (format === 'csv') await exportCsv(dataDir);
  else throw new KioskError('input/invalid', `--format ${format} must be json or csv.`);
}
