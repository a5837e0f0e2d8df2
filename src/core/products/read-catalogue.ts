import type { Currency } from '../money/money.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  CATALOGUE_COLUMNS,
  CATEGORY_COLUMN,
  type CatalogueColumn,
  type FileColumn,
  type FileSlot,
} from './columns.ts';
import { fileRecords, type CsvRecord } from './csv-records.ts';
import { LOST_LETTER } from './encoding.ts';
import type { CellFault, FileFault } from './file-fault.ts';
import { readHeader, withoutSurplus, type Header } from './header.ts';
import { CELL_READERS, priceIn, readCategory } from './read-cell.ts';
import { selectionKey } from '../slots/selection-name.ts';

interface Reading {
  readonly header: Header;
  readonly faults: FileFault[];
  readonly slots: FileSlot[];
  readonly currency: Currency | undefined;
  /** Selections and items that were read, with the line they stand in. */
  readonly taken: Map<string, number>;
}

/** One row, as far as its cells are known. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly badQuotes: readonly number[];
}

function inColumn(
  reading: Reading,
  field: FileColumn,
  line: number,
): Pick<FileFault, 'line' | 'column' | 'field'> {
  return { line, column: reading.header.columns.indexOf(field) + 1, field };
}

function noteTwice(reading: Reading, line: number, cell: readonly [CatalogueColumn, string]): void {
  const [field, text] = cell;
  const key = `${field} ${selectionKey(text)}`;
  const first = reading.taken.get(key);
  if (first === undefined) {
    reading.taken.set(key, line);
    return;
  }
  const values = { text, first };
  reading.faults.push({ ...inColumn(reading, field, line), code: 'twice', values });
}

/** A value of the row; `otherwise` where its column is missing, or its cell has a fault, which is noted. */
function readCell<Value>(
  reading: Reading,
  { line, cells, badQuotes }: Row,
  [field, reader, otherwise]: readonly [
    FileColumn,
    (text: string) => Result<Value, CellFault>,
    Value,
  ],
): Value {
  const place = reading.header.columns.indexOf(field);
  if (place < 0 || badQuotes.includes(place + 1)) return otherwise;
  const text = String(cells[place]);
  const note = (fault: CellFault): void => {
    reading.faults.push({ ...inColumn(reading, field, line), ...fault });
  };
  if (text.includes(LOST_LETTER)) {
    note({ code: 'encoding', values: { text } });
    return otherwise;
  }
  const value = reader(text);
  if (value.ok) return value.value;
  note(value.error);
  return otherwise;
}

function noteQuotes(reading: Reading, { line, badQuotes }: CsvRecord): void {
  for (const column of badQuotes) {
    const field = reading.header.columns[column - 1];
    reading.faults.push({ line, column, field, code: 'quotes', values: {} });
  }
}

function readRow(reading: Reading, record: CsvRecord): void {
  const { line, badQuotes, isCutShort } = record;
  const before = reading.faults.length;
  noteQuotes(reading, record);
  if (isCutShort) return;
  const { width } = reading.header;
  const cells = withoutSurplus(record.cells, width);
  if (cells.length !== width) {
    const values = { found: cells.length, wanted: width };
    const column = Math.min(cells.length, width) + 1;
    reading.faults.push({ line, column, code: 'column-count', values });
    return;
  }
  const row: Row = { line, cells, badQuotes };
  const number = (field: Exclude<CatalogueColumn, 'selection' | 'product' | 'price'>): number =>
    readCell(reading, row, [field, CELL_READERS[field], 0]);
  const slot: FileSlot = {
    selection: readCell(reading, row, ['selection', CELL_READERS.selection, '']),
    item: number('item'),
    product: readCell(reading, row, ['product', CELL_READERS.product, '']),
    priceMinor: readCell(reading, row, ['price', priceIn(reading.currency), 0]),
    vatRate: number('vatRate'),
    stock: number('stock'),
    capacity: number('capacity'),
    minimumAge: number('minimumAge'),
    vatCategory: readCell(reading, row, [CATEGORY_COLUMN, readCategory, undefined]),
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
  const [first, ...rows] = fileRecords(text);
  if (first === undefined) {
    const values = { wanted: CATALOGUE_COLUMNS.join(',') };
    return err([{ line: 1, column: 1, code: 'header', values }]);
  }
  const header = readHeader(first);
  const faults = [...header.faults];
  if (!header.isReadable) return err(faults);
  const reading: Reading = { header, faults, slots: [], currency, taken: new Map() };
  for (const row of rows) readRow(reading, row);
  if (rows.length === 0) {
    faults.push({ line: first.line + 1, column: 1, code: 'no-slot', values: {} });
  }
  return faults.length === 0 ? ok(reading.slots) : err(faults.toSorted(byPlace));
}
