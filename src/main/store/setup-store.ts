import { NOTHING_SET_UP, SETUP_HOLDS, SETUP_STEPS, type SetupStore } from '#core/setup/setup.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import { recall, remember } from './remembered.ts';

const resultSchema = z.object({
  atMs: z.number(),
  by: z.string(),
  isFine: z.boolean(),
  detail: z.string(),
});

const progressSchema = z.object({
  hold: z.enum(SETUP_HOLDS).optional(),
  results: z.partialRecord(z.enum(SETUP_STEPS), resultSchema),
  relayUrl: z.string().optional(),
  machine: z
    .object({
      driver: z.string(),
      path: z.string(),
      sessionMode: z.enum(['authorise-first', 'always-idle']),
    })
    .optional(),
});

/** The progress of the set-up in kiosk.db. */
export function createSetupStore(database: Database, clock: Pick<Clock, 'nowMs'>): SetupStore {
  return {
    read: () => recall(database, 'setup', progressSchema) ?? NOTHING_SET_UP,
    write: (progress) => {
      remember(database, { key: 'setup', value: progress, atMs: clock.nowMs() });
    },
  };
}
