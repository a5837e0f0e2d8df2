import type { FileColumn } from './columns.ts';

/** What can be wrong with a catalogue file; the screen has a sentence for each (`products.fault.<code>`). */
export const FILE_FAULT_CODES = [
  /** {most} bytes. */
  'too-big',
  /** A workbook or another file that holds no text. */
  'not-text',
  /** {wanted}: the whole header. */
  'header',
  /** {text} is the name of no column. */
  'column-unknown',
  /** {text} names the columns that are missing. */
  'column-missing',
  /** {text} stands in column {first} already. */
  'column-twice',
  'no-slot',
  /** {found} columns where there must be {wanted}. */
  'column-count',
  'quotes',
  'empty',
  /** More than {most} characters. */
  'too-long',
  /** A character that cannot be shown. */
  'unreadable',
  /** {text}: a byte that may be several letters, or none. */
  'encoding',
  /** {text} is what a spreadsheet made of a selection. */
  'not-selection',
  /** {text} is not a whole number from {least} to {most}. */
  'not-whole',
  /** {text} is not an amount like 30.00. */
  'not-amount',
  /** {text} is {low} where the mark is of decimals, and {high} where it is of thousands; {plain}: the latter, written plainly. */
  'two-readings',
  /** {text} has more than {most} decimals. */
  'decimals',
  /** {text} is an amount, but too small or too big for a price. */
  'not-price',
  /** {text} is below {least}, the least that Vipps takes in this market. */
  'below-least',
  /** {text} is not a percentage like 25. */
  'not-percentage',
  /** {text} is a rate as a fraction; {meant} percent was meant. */
  'rate-fraction',
  /** {text} is none of {wanted}. */
  'not-category',
  /** {text} stands in line {first} already. */
  'twice',
] as const;
export type FileFaultCode = (typeof FILE_FAULT_CODES)[number];

export interface FileFault {
  /** Counted from 1; a record that goes over several lines is named by its first. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** Absent where the column has no name. */
  readonly field?: FileColumn | undefined;
  readonly code: FileFaultCode;
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What is wrong with one cell. */
export type CellFault = Pick<FileFault, 'code' | 'values'>;
