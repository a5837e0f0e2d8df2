import { NEW_SLOT, type Slot } from '#core/catalogue/slot.ts';
import { parseMajor } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CATALOGUE_COLUMNS, type CatalogueColumn } from './columns.ts';

type Cells = Readonly<Record<CatalogueColumn, string>>;
type Read<Value> = (text: string) => Result<Value, string>;

const MOST_MINOR = 65_000_000;
const PERCENT = 100_00;

function words(longest: number): Read<string> {
  return (text) => {
    if (text === '') return err('is empty');
    return text.length <= longest ? ok(text) : err(`has more than ${String(longest)} characters`);
  };
}

function whole(least: number, most: number): Read<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most
      ? ok(value)
      : err(`“${text}” is not a whole number from ${String(least)} to ${String(most)}`);
  };
}

function price(text: string): Result<number, string> {
  const amount = parseMajor(text);
  if (!amount.ok) return amount;
  return amount.value > 0 && amount.value <= MOST_MINOR ? amount : err(`“${text}” is not a price`);
}

function percent(text: string): Result<number, string> {
  const rate = parseMajor(text);
  return rate.ok && rate.value <= PERCENT ? rate : err(`“${text}” is not a percentage like 25`);
}

const READERS = {
  selection: words(10),
  item: whole(1, 65_534),
  product: words(100),
  price,
  vatRate: percent,
  stock: whole(0, 999_999),
  capacity: whole(0, 999_999),
  minimumAge: (text: string) => (text === '' ? ok(0) : whole(0, 99)(text)),
} satisfies Record<CatalogueColumn, Read<string> | Read<number>>;

function at(line: number, column: CatalogueColumn, problem: string): string {
  const position = CATALOGUE_COLUMNS.indexOf(column) + 1;
  return `Line ${String(line)}, column ${String(position)} (${column}): ${problem}.`;
}

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/** Excel in the Nordic countries writes semicolons. */
function delimiterOf(text: string): ',' | ';' {
  const header = text.slice(0, text.search(/\r?\n|$/));
  return header.includes(';') ? ';' : ',';
}

function records(text: string): Result<z.infer<typeof recordsSchema>, string> {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return ok(recordsSchema.parse(parsed));
  } catch (error) {
    const line =
      error instanceof Error && 'lines' in error && typeof error.lines === 'number'
        ? `Line ${String(error.lines)}`
        : 'The file';
    return err(`${line}, column 1: the quotation marks do not match.`);
  }
}

function cellsOf(record: readonly string[], line: number): Result<Cells, string> {
  const count = CATALOGUE_COLUMNS.length;
  if (record.length !== count) {
    const column = Math.min(record.length, count) + 1;
    return err(
      `Line ${String(line)}, column ${String(column)}: ${String(record.length)} columns where there must be ${String(count)}.`,
    );
  }
  const [selection = '', item = '', product = '', cost = '', vatRate = '', ...rest] = record;
  const [stock = '', capacity = '', minimumAge = ''] = rest;
  return ok({ selection, item, product, price: cost, vatRate, stock, capacity, minimumAge });
}

function slotOf(cells: Cells, line: number): Result<Slot, string> {
  for (const column of CATALOGUE_COLUMNS) {
    const value = READERS[column](cells[column]);
    if (!value.ok) return err(at(line, column, value.error));
  }
  const number = (column: 'item' | 'price' | 'vatRate' | 'stock' | 'capacity' | 'minimumAge') => {
    const value = READERS[column](cells[column]);
    return value.ok ? value.value : 0;
  };
  return ok({
    ...NEW_SLOT,
    selection: cells.selection,
    item: number('item'),
    product: cells.product,
    priceMinor: number('price'),
    vatRate: number('vatRate'),
    stock: number('stock'),
    capacity: number('capacity'),
    minimumAge: number('minimumAge'),
  });
}

function takenAlready(slot: Slot, earlier: readonly Slot[], line: number): string | undefined {
  if (earlier.some((other) => other.selection === slot.selection)) {
    return at(line, 'selection', `“${slot.selection}” stands in the file twice`);
  }
  if (earlier.some((other) => other.item === slot.item)) {
    return at(line, 'item', `“${String(slot.item)}” stands in the file twice`);
  }
  return undefined;
}

/** Reads a whole catalogue file, or says in one sentence what is wrong, with line and column. */
export function parseCatalogue(text: string): Result<readonly Slot[], string> {
  const parsed = records(text);
  if (!parsed.ok) return parsed;
  const [header, ...rows] = parsed.value;
  if (header?.record.join(',') !== CATALOGUE_COLUMNS.join(',')) {
    return err(`Line 1, column 1: the header must be ${CATALOGUE_COLUMNS.join(',')}.`);
  }
  const slots: Slot[] = [];
  for (const { record, info } of rows) {
    const cells = cellsOf(record, info.lines);
    if (!cells.ok) return cells;
    const slot = slotOf(cells.value, info.lines);
    if (!slot.ok) return slot;
    const taken = takenAlready(slot.value, slots, info.lines);
    if (taken !== undefined) return err(taken);
    slots.push(slot.value);
  }
  return slots.length === 0 ? err('Line 2, column 1: the file holds no slot.') : ok(slots);
}
