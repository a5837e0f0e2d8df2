import type { AuditEntry, AuditVerdict } from '#core/changes/audit-log.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** The change log: every change with old and new value, hash-chained. */
export interface ChangesCallMap {
  /** Newest first; `before` is the sequence of the last one shown. */
  readonly listChanges: Call<
    { readonly before?: number | undefined; readonly limit: number },
    readonly AuditEntry[]
  >;
  /** Takes a change back, as a change of its own. Refused when a value has been changed since. */
  readonly undoChange: Call<{ readonly sequence: number }, { readonly sequence: number }>;
  /** Writes all that is kept to a stick. The name of the file. Refused with a `usb-…` code. */
  readonly exportChanges: Call<
    { readonly stickId: string; readonly format: 'csv' | 'json' },
    { readonly name: string }
  >;
  /** Computes the chain anew, from the first entry that is kept. */
  readonly verifyChanges: Call<NoInput, AuditVerdict>;
}

export const changesSchemas = {
  listChanges: z.strictObject({
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(200),
  }),
  undoChange: z.strictObject({ sequence: z.int().positive() }),
  exportChanges: z.strictObject({ stickId: stickIdSchema, format: z.enum(['csv', 'json']) }),
  verifyChanges: z.strictObject({}),
};
