import type { Clock } from '#core/base/ports.ts';
import type { LockOut } from '#core/replacement/lock-out.ts';
import type { Database } from '#sqlite/database.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { recall, remember } from './remembered.ts';

/** The hash of the credential that was replaced. */
const replacedSchema = z.object({ credential: z.string() });

/** The lock-out in kiosk.db, so that a PC that was replaced says so after a restart too, without the relay. */
export function createLockOut(
  database: Database,
  { credential, clock }: { readonly credential: string; readonly clock: Pick<Clock, 'nowMs'> },
): LockOut {
  const hash = createHash('sha256').update(credential).digest('hex');
  let isReplaced = recall(database, 'replaced', replacedSchema)?.credential === hash;
  return {
    isReplaced: () => isReplaced,
    noteReplaced: () => {
      if (isReplaced) return;
      isReplaced = true;
      const atMs = clock.nowMs();
      remember(database, { key: 'replaced', value: { credential: hash }, atMs });
    },
  };
}
