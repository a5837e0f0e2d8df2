import type { StickFile } from '#core/usb/usb.ts';
import { isVersion } from '#core/update/version.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** New versions of this program. What waits, and why, stands in the snapshot. */
export interface UpdateCallMap {
  /**
   * The version that waits, or was given up, as soon as no customer is served: also in hours without updates. Refused with
   * `update-none`.
   */
  readonly installUpdate: Call<{ readonly version: string }, null>;
  /** Update files on a stick, newest first. Refused with a `usb-…` code. */
  readonly listStickUpdates: Call<{ readonly stickId: string }, readonly StickFile[]>;
  /**
   * Copies and verifies the version; then it is installed as soon as no customer is served. Refused with a `usb-…` or
   * `update-…` code.
   */
  readonly installStickUpdate: Call<
    { readonly stickId: string; readonly name: string },
    { readonly version: string }
  >;
}

export const updateSchemas = {
  installUpdate: z.strictObject({ version: z.string().max(20).refine(isVersion) }),
  listStickUpdates: z.strictObject({ stickId: stickIdSchema }),
  installStickUpdate: z.strictObject({ stickId: stickIdSchema, name: z.string().min(1).max(200) }),
};
