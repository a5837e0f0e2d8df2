import type { Clock } from '#core/base/ports.ts';
import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import { recall, remember } from './remembered.ts';

/** What the PC keeps of the recovery code (main/replacement/recovery-key.ts). */
const keySchema = z.object({
  salt: z.string(),
  publicKey: z.string(),
  makerKey: z.string(),
  madeAtMs: z.number(),
});
type StoredKey = z.infer<typeof keySchema>;

export function readRecovery(database: Database): StoredKey | undefined {
  return recall(database, 'recovery', keySchema);
}

export function keepRecovery(
  database: Database,
  key: Omit<StoredKey, 'madeAtMs'>,
  clock: Pick<Clock, 'nowMs'>,
): void {
  const atMs = clock.nowMs();
  remember(database, { key: 'recovery', value: { ...key, madeAtMs: atMs }, atMs });
}

/** When the relay last got a bundle, wall clock. */
export function readSentAt(database: Database): number | undefined {
  return recall(database, 'bundleSent', z.object({ atMs: z.number() }))?.atMs;
}

export function keepSent(database: Database, clock: Pick<Clock, 'nowMs'>): void {
  const atMs = clock.nowMs();
  remember(database, { key: 'bundleSent', value: { atMs }, atMs });
}
