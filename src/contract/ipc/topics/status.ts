import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';

export interface StatusCallMap {
  /** The read model as it is now; changes are pushed. */
  readonly getSnapshot: Call<NoInput, KioskSnapshot>;
}

export const statusSchemas = {
  getSnapshot: z.strictObject({}),
};
