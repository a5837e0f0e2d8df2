import { z } from 'zod';
import type { KioskCalls } from './bridge.ts';

/** What each call takes: a method without a schema does not compile. */
export const callSchemas = {
  getSnapshot: z.strictObject({}),
} satisfies Record<keyof KioskCalls, z.ZodType>;
