import type { SheetContent } from './content.ts';
import { POSTED_KINDS, type Paper, type PostedKind } from './paper.ts';
import type { PrinterWant, PrintState } from './printer.ts';

/** `stick`: saved as a file, to be printed elsewhere. */
export const POSTED_WAYS = ['printer', 'stick'] as const;
export type PostedWay = (typeof POSTED_WAYS)[number];

/** `test`: a page that shows whether the printer is true to the millimetre. */
export const POSTED_WHATS = [...POSTED_KINDS, 'test'] as const;
export type PostedWhat = (typeof POSTED_WHATS)[number];

/** One sheet or label that was made to hang on the machine, or a test page. */
export interface Posted {
  /** Rises. */
  readonly id: number;
  readonly atMs: number;
  /** The name of the person. */
  readonly by: string;
  readonly what: PostedWhat;
  readonly paper: Paper;
  readonly way: PostedWay;
  /** The file's name on the stick, or the printer's. */
  readonly target: string;
  /** `done` at once on a stick. */
  readonly state: PrintState;
  /** What the printer wants before it goes on. */
  readonly wants: readonly PrinterWant[];
  /** The number that the print service knows it by. */
  readonly job: number | undefined;
}

export type NewPosted = Omit<Posted, 'id' | 'job' | 'wants'> & { readonly content: SheetContent };

/** What was printed and saved, when and by whom. */
export interface PostedBook {
  /** @returns its id */
  note(posted: NewPosted): number;
  noteJob(id: number, job: number): void;
  noteState(id: number, state: PrintState, wants: readonly PrinterWant[]): void;
  /** The newest of a kind that was made, with what stands on it. */
  last(kind: PostedKind): { readonly posted: Posted; readonly content: SheetContent } | undefined;
  /** The newest that went to a printer. */
  lastPrint(): Posted | undefined;
  /** On their way to a printer, oldest first. */
  open(): readonly Posted[];
  /** Newest first; `before`: the id of the last one shown. */
  list(before: number | undefined, limit: number): readonly Posted[];
}
