import type { FileFault } from '#core/products/file-fault.ts';
import type { ImportRow } from '#core/products/plan-import.ts';
import type { LookAlikes } from '#core/slots/selection-name.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { stickIdSchema } from './usb.ts';

export interface FileOnStick {
  readonly stickId: string;
  readonly name: string;
}

/** What a product list would do, or everything that is wrong with it. */
export type ImportPreview =
  | {
      readonly isFine: true;
      /** Of the file as it was read: what is imported is what was shown. */
      readonly fingerprint: string;
      readonly rows: readonly ImportRow[];
      readonly sameCount: number;
      /** Selections that a person takes for each other; imported all the same. */
      readonly lookAlikes: readonly LookAlikes[];
    }
  | {
      readonly isFine: false;
      /** In the order of lines and columns; of very many the first. */
      readonly faults: readonly FileFault[];
      readonly faultCount: number;
    };

/** Product lists on a stick. Refused with a `usb-…` code. */
export interface ProductsCallMap {
  /** Changes nothing. */
  readonly previewImport: Call<FileOnStick, ImportPreview>;
  /**
   * One change, all or none. Refused with `file-changed` when the file is not the one that was shown, with `file-faulty`
   * when it has a fault. `sequence` undefined: everything was so already.
   */
  readonly importProducts: Call<
    FileOnStick & { readonly fingerprint: string },
    { readonly sequence: number | undefined }
  >;
  /** The whole list, as it can be imported again. @returns the file’s name */
  readonly exportProducts: Call<{ readonly stickId: string }, { readonly file: string }>;
}

const fileOnStick = { stickId: stickIdSchema, name: z.string().min(1).max(255) };

export const productsSchemas = {
  previewImport: z.strictObject(fileOnStick),
  importProducts: z.strictObject({
    ...fileOnStick,
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  exportProducts: z.strictObject({ stickId: stickIdSchema }),
};
