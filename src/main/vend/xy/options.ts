import { z } from 'zod';

export const XY_BAUD_RATE = 57_600;

/** Keys of `hardware` in kiosk.json that this driver reads. What a firmware may do otherwise is a key, never a guess. */
export const xyOptionsSchema = z.object({
  /** Drive with the drop sensor. Off: every drop is assumed. */
  dropSensor: z.boolean('must be true or false').default(true),
  /** Selections whose drop the sensor cannot see. */
  withoutDropSensor: z.array(z.number().int('must be a whole number')).default([]),
  elevator: z.boolean('must be true or false').default(false),
  /** What the door byte of the status means; `ignored` where the machine has no door switch. */
  door: z
    .enum(['zeroIsClosed', 'oneIsClosed', 'ignored'], {
      error: 'must be zeroIsClosed, oneIsClosed or ignored',
    })
    .default('zeroIsClosed'),
  temperature: z.boolean('must be true or false').default(true),
  light: z.boolean('must be true or false').default(true),
  /** A pressed selection waits this long for our answer. */
  answerSeconds: z
    .number('must be a number of seconds')
    .int('must be a whole number of seconds')
    .min(4, 'must be at least 4 seconds')
    .max(300, 'must be at most 300 seconds')
    .default(60),
});
export type XyOptions = z.infer<typeof xyOptionsSchema>;
