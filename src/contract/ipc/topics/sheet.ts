import type { SheetChange, SheetGap } from '#core/sheet/content.ts';
import type { Page } from '#core/sheet/marks.ts';
import type { Operator } from '#core/sheet/operator.ts';
import type { Paper } from '#core/sheet/paper.ts';
import type { Posted } from '#core/sheet/posted.ts';
import type { Language } from '#core/service/person.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** What would be printed now, and how it differs from what hangs on the machine. */
export interface SheetView {
  readonly paper: Paper;
  /** The first stands first. */
  readonly languages: readonly Language[];
  /** The languages are those of the market until somebody chooses. */
  readonly isOfMarket: boolean;
  readonly operator: Operator;
  /** What the law or a customer asks for and is not said. */
  readonly gaps: readonly SheetGap[];
  /** As it is printed, to the millimetre; empty while the QR is not known. */
  readonly pages: readonly Page[];
  /** Of this kind of paper; undefined: none yet. */
  readonly last: Posted | undefined;
  /** Since then. */
  readonly changes: readonly SheetChange[];
}

/** The posted sheet: looked at, and saved. Its settings (paper, languages, operator) are set by `setSettings`. */
export interface SheetCallMap {
  readonly readSheet: Call<NoInput, SheetView>;
  /** As a PDF; refused with `no-code` or a `usb-…` code. @returns the file's name on the stick */
  readonly saveSheet: Call<{ readonly stickId: string }, { readonly file: string }>;
  /** Newest first; `before`: the id of the last one shown. */
  readonly listPosted: Call<
    { readonly before?: number | undefined; readonly limit: number },
    readonly Posted[]
  >;
}

export const sheetSchemas = {
  readSheet: z.strictObject({}),
  saveSheet: z.strictObject({ stickId: stickIdSchema }),
  listPosted: z.strictObject({
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(200),
  }),
};
