import {
  formatMajor,
  isBelowLeast,
  LARGEST_MINOR,
  parseMajor,
  SMALLEST_MINOR,
  type Currency,
} from '../../money.ts';
import { err, ok, type Result } from '../../result.ts';
import { isPlainLine } from '../../text.ts';
import type { CatalogueColumn } from './columns.ts';
import type { CellFault, FileFaultCode } from './fault.ts';

type Read<Value> = (text: string) => Result<Value, CellFault>;

const PERCENT = 100_00;
const DECIMALS = 2;

function fault(code: FileFaultCode, values: CellFault['values'] = {}): Result<never, CellFault> {
  return err({ code, values });
}

function words(longest: number): Read<string> {
  return (text) => {
    const line = inOneLine(text);
    if (line === '') return fault('empty');
    if (!isPlainLine(line)) return fault('unreadable');
    return line.length <= longest ? ok(line) : fault('too-long', { most: longest });
  };
}

/** A cell of Excel may hold several lines. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
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
  const amount = parseMajor(text, DECIMALS);
  const named = { text: inOneLine(text) };
  if (!amount.ok) {
    const hasDecimals = /^\d{1,9}[.,]\d+$/.test(text.trim());
    return hasDecimals
      ? fault('decimals', { ...named, most: DECIMALS })
      : fault('not-amount', named);
  }
  return amount.value > 0 && amount.value <= LARGEST_MINOR
    ? ok(amount.value)
    : fault('not-price', named);
}

/** A price that Vipps takes where the machine sells; any above nothing where that is not known yet. */
export function priceIn(currency: Currency | undefined): Read<number> {
  return (text) => {
    const read = price(text);
    if (!read.ok || currency === undefined || !isBelowLeast(read.value, currency)) return read;
    const least = formatMajor(SMALLEST_MINOR[currency]);
    return fault('below-least', { text: inOneLine(text), least });
  };
}

function percent(text: string): Result<number, CellFault> {
  const rate = parseMajor(text, DECIMALS);
  return rate.ok && rate.value <= PERCENT
    ? ok(rate.value)
    : fault('not-percentage', { text: inOneLine(text) });
}

const age = whole(0, 99);

/** How each cell is read; the amounts in minor units, the rate in hundredths of a percent. */
export const CELL_READERS = {
  selection: words(10),
  item: whole(1, 65_534),
  product: words(100),
  price,
  vatRate: percent,
  stock: whole(0, 999_999),
  capacity: whole(0, 999_999),
  minimumAge: (text: string) => (text === '' ? ok(0) : age(text)),
} satisfies Record<CatalogueColumn, Read<string> | Read<number>>;
