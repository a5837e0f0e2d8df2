import type { FileFault, FileFaultCode } from '#core/catalogue/file/fault.ts';

type Values = FileFault['values'];
const of = (values: Values, name: string): string => String(values[name] ?? '');

const PROBLEMS: Readonly<Record<FileFaultCode, (values: Values) => string>> = {
  'too-big': (values) => `the file has more than ${of(values, 'most')} bytes`,
  'not-text': () => 'this is no text file; in a spreadsheet program, save it as CSV',
  header: (values) => `the header must be ${of(values, 'wanted')}`,
  'no-slot': () => 'the file holds no slot',
  'column-count': (values) =>
    `${of(values, 'found')} columns where there must be ${of(values, 'wanted')}`,
  quotes: () => 'the quotation marks do not match',
  empty: () => 'is empty',
  'too-long': (values) => `has more than ${of(values, 'most')} characters`,
  unreadable: () => 'holds a character that cannot be shown',
  'not-whole': (values) =>
    `“${of(values, 'text')}” is not a whole number from ${of(values, 'least')} to ${of(values, 'most')}`,
  'not-amount': (values) => `“${of(values, 'text')}” is not an amount like 30.00`,
  decimals: (values) => `“${of(values, 'text')}” has more than ${of(values, 'most')} decimals`,
  'not-price': (values) => `“${of(values, 'text')}” is not a price`,
  'below-least': (values) =>
    `“${of(values, 'text')}” is below ${of(values, 'least')}, the least that Vipps takes; nobody could buy it`,
  'not-percentage': (values) => `“${of(values, 'text')}” is not a percentage like 25`,
  twice: (values) => `“${of(values, 'text')}” stands in the file twice`,
};

/** `Line 2, column 4 (price): “3x” is not an amount like 30.00.` */
export function faultSentence({ line, column, field, code, values }: FileFault): string {
  const place = field === undefined ? '' : ` (${field})`;
  return `Line ${String(line)}, column ${String(column)}${place}: ${PROBLEMS[code](values)}.`;
}
