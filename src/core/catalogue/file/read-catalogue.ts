import type { Currency } from '../../money.ts';
import { err, ok, type Result } from '../../result.ts';
import { CATALOGUE_COLUMNS, type CatalogueColumn, type FileSlot } from './columns.ts';
import { csvRecords, delimiterOf, type CsvRecord } from './csv-records.ts';
import type { CellFault, FileFault } from './fault.ts';
import { CELL_READERS, priceIn } from './read-cell.ts';

const WANTED = CATALOGUE_COLUMNS.join(',');
const COUNT = CATALOGUE_COLUMNS.length;

interface Reading {
  readonly faults: FileFault[];
  readonly slots: FileSlot[];
  readonly currency: Currency | undefined;
  /** Selections and items that were read, with the line they stand in. */
  readonly taken: Map<string, number>;
}

function inColumn(line: number, field: CatalogueColumn, fault: CellFault): FileFault {
  return { line, column: CATALOGUE_COLUMNS.indexOf(field) + 1, field, ...fault };
}

const quotesAt = (line: number, column: number): FileFault => ({
  line,
  column,
  field: CATALOGUE_COLUMNS[column - 1],
  code: 'quotes',
  values: {},
});

/** A header in which every name that is known stands where it belongs is misspelt; the rows are then read all the same. */
function headerFaults(header: CsvRecord): readonly FileFault[] {
  const { line, cells } = header;
  return Array.from({ length: Math.max(COUNT, cells.length) }, (_none, index) => index)
    .filter((index) => cells[index] !== CATALOGUE_COLUMNS[index])
    .map((index) => ({
      line,
      column: index + 1,
      code: 'header' as const,
      values: { wanted: WANTED },
    }));
}

function isOnlyMisspelt({ cells }: CsvRecord): boolean {
  const known: readonly string[] = CATALOGUE_COLUMNS;
  const isInPlace = (name: string, index: number): boolean =>
    !known.includes(name) || known[index] === name;
  const kept = cells.filter((name, index) => known[index] === name);
  return cells.length === COUNT && cells.every(isInPlace) && kept.length > COUNT / 2;
}

function noteTwice(reading: Reading, line: number, cell: readonly [CatalogueColumn, string]): void {
  const [field, text] = cell;
  const key = `${field} ${text}`;
  const first = reading.taken.get(key);
  if (first === undefined) reading.taken.set(key, line);
  else reading.faults.push(inColumn(line, field, { code: 'twice', values: { text, first } }));
}

function readRow(reading: Reading, { line, cells, badQuotes, isCutShort }: CsvRecord): void {
  const before = reading.faults.length;
  reading.faults.push(...badQuotes.map((column) => quotesAt(line, column)));
  if (isCutShort) return;
  if (cells.length !== COUNT) {
    const values = { found: cells.length, wanted: COUNT };
    const column = Math.min(cells.length, COUNT) + 1;
    reading.faults.push({ line, column, code: 'column-count', values });
    return;
  }
  const read = <Value>(
    field: CatalogueColumn,
    reader: (text: string) => Result<Value, CellFault>,
    otherwise: Value,
  ): Value => {
    const column = CATALOGUE_COLUMNS.indexOf(field);
    if (badQuotes.includes(column + 1)) return otherwise;
    const value = reader(String(cells[column]));
    if (value.ok) return value.value;
    reading.faults.push(inColumn(line, field, value.error));
    return otherwise;
  };
  const slot: FileSlot = {
    selection: read('selection', CELL_READERS.selection, ''),
    item: read('item', CELL_READERS.item, 0),
    product: read('product', CELL_READERS.product, ''),
    priceMinor: read('price', priceIn(reading.currency), 0),
    vatRate: read('vatRate', CELL_READERS.vatRate, 0),
    stock: read('stock', CELL_READERS.stock, 0),
    capacity: read('capacity', CELL_READERS.capacity, 0),
    minimumAge: read('minimumAge', CELL_READERS.minimumAge, 0),
  };
  if (slot.selection !== '') noteTwice(reading, line, ['selection', slot.selection]);
  if (slot.item !== 0) noteTwice(reading, line, ['item', String(slot.item)]);
  if (reading.faults.length === before) reading.slots.push(slot);
}

const byPlace = (a: FileFault, b: FileFault): number => a.line - b.line || a.column - b.column;

/**
 * Reads a whole catalogue file, or says everything that is wrong with it, in the order of lines and columns.
 * `currency`: what the machine sells in; undefined: not known yet.
 */
export function readCatalogueFile(
  text: string,
  currency?: Currency,
): Result<readonly FileSlot[], readonly FileFault[]> {
  const plain = text.replace(/^\ufeff/, '');
  const [header, ...rows] = csvRecords(plain, delimiterOf(plain.split(/[\r\n]/, 1).join('')));
  const reading: Reading = { faults: [], slots: [], currency, taken: new Map() };
  if (header === undefined) {
    return err([{ line: 1, column: 1, code: 'header', values: { wanted: WANTED } }]);
  }
  reading.faults.push(...headerFaults(header));
  const isReadable = reading.faults.length === 0 || isOnlyMisspelt(header);
  if (!isReadable) return err(reading.faults);
  for (const row of rows) readRow(reading, row);
  if (rows.length === 0) {
    reading.faults.push({ line: header.line + 1, column: 1, code: 'no-slot', values: {} });
  }
  return reading.faults.length === 0 ? ok(reading.slots) : err(reading.faults.toSorted(byPlace));
}
