import type { SheetContent } from './content.ts';
import { POSTED_KINDS, type Paper, type PostedKind } from './paper.ts';
import type { PrinterWant, PrintState } from './printer.ts';

/** `stick`: saved as a file, to be printed elsewhere. */
export const PRINT_WAYS = ['printer', 'stick'] as const;
export type PrintWay = (typeof PRINT_WAYS)[number];

/** `test`: a page that shows whether the printer is true to the millimetre. */
export const PRINTED_KINDS = [...POSTED_KINDS, 'test'] as const;
export type PrintedKind = (typeof PRINTED_KINDS)[number];

/** One sheet or label that was made to hang on the machine, or a test page. */
export interface PrintRecord {
  /** Rises. */
  readonly id: number;
  readonly atMs: number;
  /** The name of the person. */
  readonly by: string;
  readonly what: PrintedKind;
  readonly paper: Paper;
  readonly way: PrintWay;
  /** The file's name on the stick, or the printer's. */
  readonly target: string;
  /** `done` at once on a stick. */
  readonly state: PrintState;
  /** What the printer wants before it goes on. */
  readonly wants: readonly PrinterWant[];
  /** The number that the print service knows it by. */
  readonly job: number | undefined;
}

export type NewPrintRecord = Omit<PrintRecord, 'id' | 'job' | 'wants'> & {
  readonly content: SheetContent;
};

/** What was printed and saved, when and by whom. */
export interface PrintHistory {
  /** @returns its id */
  note(posted: NewPrintRecord): number;
  noteJob(id: number, job: number): void;
  noteState(id: number, state: PrintState, wants: readonly PrinterWant[]): void;
  /** The newest of a kind that was made, with what stands on it. */
  last(
    kind: PostedKind,
  ): { readonly posted: PrintRecord; readonly content: SheetContent } | undefined;
  /** The newest that went to a printer. */
  lastPrint(): PrintRecord | undefined;
  /** On their way to a printer, oldest first. */
  open(): readonly PrintRecord[];
  /** Newest first; `before`: the id of the last one shown. */
  list(before: number | undefined, limit: number): readonly PrintRecord[];
}
