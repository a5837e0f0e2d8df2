import type { LookAlikes } from '#core/slots/selection-name.ts';
import type { FileFault, FileFaultCode } from '#core/products/file-fault.ts';

type Values = FileFault['values'];
const of = (values: Values, name: string): string => String(values[name] ?? '');

const PROBLEMS: Readonly<Record<FileFaultCode, (values: Values) => string>> = {
  'too-big': (values) => `the file has more than ${of(values, 'most')} bytes`,
  'not-text': () => 'this is no text file; in a spreadsheet program, save it as CSV',
  header: (values) => `the header must be ${of(values, 'wanted')}`,
  'column-unknown': (values) => `“${of(values, 'text')}” is the name of no column`,
  'column-missing': (values) => `the header lacks ${of(values, 'text')}`,
  'column-twice': (values) =>
    `“${of(values, 'text')}” stands in column ${of(values, 'first')} already`,
  'no-slot': () => 'the file holds no slot',
  'column-count': (values) =>
    `${of(values, 'found')} columns where there must be ${of(values, 'wanted')}`,
  quotes: () => 'the quotation marks do not match',
  empty: () => 'is empty',
  'too-long': (values) => `has more than ${of(values, 'most')} characters`,
  unreadable: () => 'holds a character that cannot be shown',
  encoding: (values) =>
    `“${of(values, 'text')}” has a letter that cannot be read for certain (is it from a Mac, or damaged?); save the file as “CSV UTF-8”`,
  'not-selection': (values) =>
    `“${of(values, 'text')}” is what a spreadsheet made of a selection; write it as text, or as ="01"`,
  'not-whole': (values) =>
    `“${of(values, 'text')}” is not a whole number from ${of(values, 'least')} to ${of(values, 'most')}`,
  'not-amount': (values) =>
    `“${of(values, 'text')}” is not an amount like 30.00: digits, one point or comma, no currency, no spaces`,
  'two-readings': (values) =>
    `“${of(values, 'text')}” can be read as ${of(values, 'low')} or as ${of(values, 'high')}: write ${of(values, 'low')} or ${of(values, 'plain')}`,
  decimals: (values) => `“${of(values, 'text')}” has more than ${of(values, 'most')} decimals`,
  'not-price': (values) => `“${of(values, 'text')}” is not a price`,
  'below-least': (values) =>
    `“${of(values, 'text')}” is below ${of(values, 'least')}, the least that Vipps takes; nobody could buy it`,
  'not-percentage': (values) => `“${of(values, 'text')}” is not a percentage like 25`,
  'rate-fraction': (values) =>
    `“${of(values, 'text')}” is less than one percent; for ${of(values, 'meant')} percent write ${of(values, 'meant')}`,
  'not-category': (values) =>
    `“${of(values, 'text')}” is no category; write one of ${of(values, 'wanted')}, or nothing`,
  twice: (values) => `“${of(values, 'text')}” stands in line ${of(values, 'first')} already`,
};

/** `Line 2, column 4 (price): “3x” is not an amount like 30.00.` */
export function faultSentence({ line, column, field, code, values }: FileFault): string {
  const place = field === undefined ? '' : ` (${field})`;
  return `Line ${String(line)}, column ${String(column)}${place}: ${PROBLEMS[code](values)}.`;
}

/** `Selections “O1” and “01” look alike: …` */
export function lookAlikeSentence({ one, other }: LookAlikes): string {
  return `Selections “${one}” and “${other}” look alike: check that both are on the keypad.`;
}
