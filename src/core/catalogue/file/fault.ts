import type { CatalogueColumn } from './columns.ts';

/** What can be wrong with a catalogue file; the screen has a sentence for each (`products.fault.<code>`). */
export const FILE_FAULT_CODES = [
  /** {most} bytes. */
  'too-big',
  /** A workbook or another file that holds no text. */
  'not-text',
  /** {wanted}: the whole header. */
  'header',
  'no-slot',
  /** {found} columns where there must be {wanted}. */
  'column-count',
  'quotes',
  'empty',
  /** More than {most} characters. */
  'too-long',
  /** A character that cannot be shown. */
  'unreadable',
  /** {text} is not a whole number from {least} to {most}. */
  'not-whole',
  /** {text} is not an amount like 30.00. */
  'not-amount',
  /** {text} has more than {most} decimals. */
  'decimals',
  /** {text} is an amount, but too small or too big for a price. */
  'not-price',
  /** {text} is below {least}, the least that Vipps takes in this market. */
  'below-least',
  /** {text} is not a percentage like 25. */
  'not-percentage',
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
  readonly field?: CatalogueColumn | undefined;
  readonly code: FileFaultCode;
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What is wrong with one cell. */
export type CellFault = Pick<FileFault, 'code' | 'values'>;
