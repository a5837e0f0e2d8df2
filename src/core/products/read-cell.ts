import {
  formatMajor,
  isBelowLeast,
  LARGEST_MINOR,
  parseMajor,
  SMALLEST_MINOR,
  type Currency,
} from '../money/money.ts';
import { err, ok, type Result } from '../base/result.ts';
import { VAT_CATEGORIES, type VatCategory } from '../market/vat-category.ts';
import { isPlainLine } from '../base/text.ts';
import { meantPercent, readAmount } from '../money/typed-amount.ts';
import type { CatalogueColumn } from './columns.ts';
import type { CellFault, FileFaultCode } from './file-fault.ts';
import { unguarded } from './csv-formula.ts';

type Read<Value> = (text: string) => Result<Value, CellFault>;

const PERCENT = 100_00;
const DECIMALS = 2;

function fault(code: FileFaultCode, values: CellFault['values'] = {}): Result<never, CellFault> {
  return err({ code, values });
}

function words(longest: number): Read<string> {
  return (text) => {
    const line = unguarded(inOneLine(text)).normalize('NFC');
    if (line === '') return fault('empty');
    if (!isPlainLine(line)) return fault('unreadable');
    return line.length <= longest ? ok(line) : fault('too-long', { most: longest });
  };
}

/** A cell of Excel may hold several lines. */
function inOneLine(text: string): string {
  return text.replace(/\s*[\r\n\t\v\f]+\s*/g, ' ').trim();
}

/** `="01"` is 01: so people keep a spreadsheet from making 1 of it. */
function withoutFormula(text: string): string {
  return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
}

/** `=1+1`, and `1,00E+01`, which was 1E1. */
const SPOILT = /^=|\dE\+\d/i;

function selection(text: string): Result<string, CellFault> {
  return SPOILT.test(text) ? fault('not-selection', { text: inOneLine(text) }) : words(10)(text);
}

function whole(least: number, most: number): Read<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most
      ? ok(value)
      : fault('not-whole', { text: inOneLine(text), least, most });
  };
}

function price(text: string): Result<number, CellFault> {
  const amount = readAmount(text);
  const named = { text: inOneLine(text) };
  if (!amount.ok) {
    const { code, ...values } = amount.error;
    return fault(code, { ...named, ...values });
  }
  return amount.value > 0 && amount.value <= LARGEST_MINOR
    ? ok(amount.value)
    : fault('not-price', named);
}

/** A price that Vipps takes where the machine sells; any above nothing where that is not known yet. */
export function priceIn(currency: Currency | undefined): Read<number> {
  return plainly((text) => {
    const read = price(text);
    if (!read.ok || currency === undefined || !isBelowLeast(read.value, currency)) return read;
    const least = formatMajor(SMALLEST_MINOR[currency]);
    return fault('below-least', { text: inOneLine(text), least });
  });
}

function percent(text: string): Result<number, CellFault> {
  const named = { text: inOneLine(text) };
  const meant = meantPercent(text);
  if (meant !== undefined) return fault('rate-fraction', { ...named, meant });
  const rate = parseMajor(text, DECIMALS);
  return rate.ok && rate.value <= PERCENT ? ok(rate.value) : fault('not-percentage', named);
}

/** A category by its name, in capitals or not; an empty cell says nothing. */
export function readCategory(text: string): Result<VatCategory | undefined, CellFault> {
  if (text === '') return ok(undefined);
  const found = VAT_CATEGORIES.find((name) => name.toLowerCase() === text.toLowerCase());
  return found === undefined
    ? fault('not-category', { text: inOneLine(text), wanted: VAT_CATEGORIES.join(', ') })
    : ok(found);
}

const age = whole(0, 99);

function plainly<Value>(read: Read<Value>): Read<Value> {
  return (text) => read(withoutFormula(text));
}

/** How each cell is read; the amounts in minor units, the rate in hundredths of a percent. */
export const CELL_READERS = {
  selection: plainly(selection),
  item: plainly(whole(1, 65_534)),
  // Whatever it looks like, a name is a name.
  product: words(100),
  price: plainly(price),
  vatRate: plainly(percent),
  stock: plainly(whole(0, 999_999)),
  capacity: plainly(whole(0, 999_999)),
  minimumAge: plainly((text) => (text === '' ? ok(0) : age(text))),
} satisfies Record<CatalogueColumn, Read<string> | Read<number>>;
