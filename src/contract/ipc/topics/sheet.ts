import type { SheetChange, SheetGap } from '#core/sheet/content.ts';
import type { Page } from '#core/sheet/marks.ts';
import type { Operator } from '#core/sheet/operator.ts';
import type { Paper } from '#core/sheet/paper.ts';
import type { PrintRecord } from '#core/sheet/print-history.ts';
import type { Printer } from '#core/sheet/printer.ts';
import type { Language } from '#core/base/language.ts';
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
  readonly last: PrintRecord | undefined;
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
    readonly PrintRecord[]
  >;
  /** `usual`: the name of the one that is meant when nobody says. Refused with `print-no-service`. */
  readonly listPrinters: Call<
    NoInput,
    { readonly printers: readonly Printer[]; readonly usual: string | undefined }
  >;
  /**
   * Gives it to the print service, where it waits until the printer can. How it goes is in the snapshot (`print`).
   * Refused with `no-code` or a `print-…` code; then nothing is printed.
   */
  readonly printSheet: Call<
    { readonly printer?: string | undefined; readonly isTest: boolean },
    { readonly id: number }
  >;
  /** Refused with `print-ended` or a `print-…` code. */
  readonly cancelPrint: Call<{ readonly id: number }, null>;
  /**
   * The next scan within a minute is answered without a payment and tells whose sticker it was (snapshot `proof`).
   * Refused with `not-in-service`.
   */
  readonly awaitProof: Call<{ readonly isOn: boolean }, null>;
  /**
   * What customers read in the app after the scan, changed at Vipps by the relay; stands on the sheet. Refused with a
   * `location-…` code: nothing was changed, or (`location-unsure`) nobody knows until the relay is reached again.
   * @returns the text as it stands now
   */
  readonly setLocation: Call<{ readonly location: string }, { readonly location: string }>;
}

export const sheetSchemas = {
  readSheet: z.strictObject({}),
  saveSheet: z.strictObject({ stickId: stickIdSchema }),
  listPosted: z.strictObject({
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(200),
  }),
  listPrinters: z.strictObject({}),
  printSheet: z.strictObject({
    printer: z.string().min(1).max(127).optional(),
    isTest: z.boolean(),
  }),
  cancelPrint: z.strictObject({ id: z.int().positive() }),
  awaitProof: z.strictObject({ isOn: z.boolean() }),
  setLocation: z.strictObject({ location: z.string().max(200) }),
};
