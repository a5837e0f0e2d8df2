import { isPin } from '#core/people/pin.ts';
import { LONGEST_NAME } from '#core/people/people.ts';
import { isPlainLine } from '#core/base/text.ts';
import { z } from 'zod';

/** Six digits. */
export const pinSchema = z.string().max(6).refine(isPin);
export const personNameSchema = z
  .string()
  .max(200)
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .refine(isPlainLine);
