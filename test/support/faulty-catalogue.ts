import { CATALOGUE_COLUMNS, type CatalogueColumn } from '#core/products/columns.ts';
import type { FileFaultCode } from '#core/products/file-fault.ts';

export const HEADER = CATALOGUE_COLUMNS.join(',');
export const GOOD: Readonly<Record<CatalogueColumn, string>> = {
  selection: 'A1',
  item: '1',
  product: 'Cola',
  price: '30.00',
  vatRate: '15',
  stock: '8',
  capacity: '10',
  minimumAge: '0',
};

type Wrong = readonly [cell: string, code: FileFaultCode];
const NOT_WHOLE: readonly string[] = [
  'x',
  '1.5',
  '-1',
  '',
  '1e3',
  '1234567',
  '0x1',
  '٣',
  'ten',
  '½',
  '+1',
  '1 0',
  '1_0',
  'Ⅷ',
  '1-2',
  '#1',
];
const wholes = (more: readonly string[] = []): readonly Wrong[] =>
  [...NOT_WHOLE, ...more].map((cell) => [cell, 'not-whole'] as const);

/** Faulty values for each column. */
const WRONG: Readonly<Record<CatalogueColumn, readonly Wrong[]>> = {
  selection: [
    ['', 'empty'],
    ['   ', 'empty'],
    ['ABCDEFGHIJK', 'too-long'],
    ['A\u0007', 'unreadable'],
    ['A\ufffd', 'encoding'],
    ['A\u0085', 'unreadable'],
    ['=A1', 'not-selection'],
    ['1.00E+01', 'not-selection'],
    ['A"1', 'quotes'],
    ['"A1" x', 'quotes'],
  ],
  item: wholes(['0', '65535', '99999']),
  product: [
    ['', 'empty'],
    ['\t', 'empty'],
    ['x'.repeat(101), 'too-long'],
    ['Co\u0001la', 'unreadable'],
    ['Col\ufffd', 'encoding'],
    ['6" sub', 'quotes'],
  ],
  price: [
    ['', 'not-amount'],
    ['free', 'not-amount'],
    ['-5', 'not-amount'],
    ['1 000', 'not-amount'],
    ['30.00 kr', 'not-amount'],
    ['1.000.00', 'not-amount'],
    ['NaN', 'not-amount'],
    ['1e2', 'not-amount'],
    ['12345678901', 'not-amount'],
    ['25.005', 'decimals'],
    ['1.500', 'two-readings'],
    ['12.000', 'two-readings'],
    ['25.999', 'decimals'],
    ['0', 'not-price'],
    ['0.00', 'not-price'],
    ['650000.01', 'not-price'],
    ['999999999', 'not-price'],
  ],
  vatRate: [
    ['', 'not-percentage'],
    ['food', 'not-percentage'],
    ['-15', 'not-percentage'],
    ['15%', 'not-percentage'],
    ['100.01', 'not-percentage'],
    ['101', 'not-percentage'],
    ['13.555', 'not-percentage'],
    ['1 5', 'not-percentage'],
    ['0.25', 'rate-fraction'],
    ['.135', 'rate-fraction'],
  ],
  stock: wholes(),
  capacity: wholes(['8 pcs']),
  minimumAge: wholes(['100', 'adult']).filter(([cell]) => cell !== ''),
};

export interface Expected {
  readonly line: number;
  readonly column: number;
  readonly code: FileFaultCode;
}

/** A file in which every row but the first has exactly one fault. */
export function faultyFile(): { readonly text: string; readonly expected: readonly Expected[] } {
  const rows: string[] = [HEADER, Object.values(GOOD).join(',')];
  const expected: Expected[] = [];
  const next = (): Record<CatalogueColumn, string> => {
    const number = String(rows.length + 1);
    return { ...GOOD, selection: `B${number}`, item: number };
  };
  const add = (row: string, column: number, code: FileFaultCode): void => {
    rows.push(row);
    expected.push({ line: rows.length, column, code });
  };
  for (const [index, field] of CATALOGUE_COLUMNS.entries()) {
    for (const [cell, code] of WRONG[field]) {
      add(Object.values({ ...next(), [field]: cell }).join(','), index + 1, code);
    }
  }
  add(Object.values({ ...next(), selection: 'A1' }).join(','), 1, 'twice');
  add(Object.values({ ...next(), item: '1' }).join(','), 2, 'twice');
  add('C1,900,Cola', 4, 'column-count');
  add(`${Object.values(next()).join(',')},surplus`, 9, 'column-count');
  add('C2,901,"Cola,30.00,15,8,10,0', 3, 'quotes');
  return { text: [...rows, ''].join('\n'), expected };
}
