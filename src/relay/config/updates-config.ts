import { quietHours } from '#core/settings/setting-parsers.ts';
import { z } from 'zod';

/** Two full hours. */
function isHours(text: string): boolean {
  const hours = quietHours(text);
  return hours.ok && hours.value !== 'off';
}

/** `updates` in relay.json: the versions that machines are offered (docs/updates.md). */
export const updatesConfigSchema = z.strictObject(
  {
    /** Update files with their AppImages beside them. */
    folder: z.string('must be a folder').min(1, 'is empty'),
    /** The hours in which machines are offered a version, by this computer's time zone, such as 01-05; absent: all. */
    hours: z
      .string('must be hours such as 01-05')
      .refine(isHours, 'must be two different full hours such as 01-05')
      .optional(),
    /** Machines that fetch at the same time; more are asked to come again. */
    atOnce: z.number('must be a number').int().min(1).max(10_000).default(20),
  },
  { error: 'must hold folder' },
);
