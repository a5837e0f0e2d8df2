import type { MaximumView } from '#core/maximum/maximum.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';

export interface Maximum extends MaximumView {
  /** What the customer reads in the app before approving; undefined: nothing can be sold. */
  readonly text: string | undefined;
}

/** What a customer reserves before choosing. It is set by `setSettings` (maxAmount). */
export interface MaximumCallMap {
  /** Undefined: the sales unit is not known, because the relay was never reached. */
  readonly readMaximum: Call<NoInput, Maximum | undefined>;
}

export const maximumSchemas = { readMaximum: z.strictObject({}) };
