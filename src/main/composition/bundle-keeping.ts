import { LARGEST_KEPT_BUNDLE } from '#contract/relay/messages.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import type { Database } from '#sqlite/database.ts';
import { requireKioskConfig } from '../config/config.ts';
import { sendKeptBundle } from '../gateway/kept-bundle.ts';
import { keepSent, readRecovery, readSentAt } from '../store/recovery-store.ts';
import { makeBundle } from './bundles.ts';

const LOOK_EVERY_MS = 3_600_000;
/** The first look, when the machine has begun to sell. */
const FIRST_LOOK_MS = 10 * 60_000;
const SEND_EVERY_MS = 24 * 3_600_000;
/** Of the ended sales, the relay's bundle has those of a month. */
const HISTORY_MS = 30 * 24 * 3_600_000;

interface KeepingDeps {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: Clock;
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Makes a bundle and lets the relay keep it. @returns its size in bytes, or one sentence */
export async function sendBundle(deps: KeepingDeps): Promise<Result<number, string>> {
  const { dataDir, database, clock } = deps;
  const recovery = readRecovery(database);
  if (recovery === undefined) return err('There is no recovery code yet.');
  const nowMs = clock.nowMs();
  const bundle = (sinceMs: number): Promise<Buffer> =>
    collected(makeBundle({ dataDir, kind: 'machine', sinceMs, recovery, nowMs }));
  let body = await bundle(nowMs - HISTORY_MS);
  // Without any ended sale: what the new PC needs is in it all the same.
  if (body.length > LARGEST_KEPT_BUNDLE) body = await bundle(nowMs);
  const { url, credential } = requireKioskConfig(dataDir).relay;
  const sent = await sendKeptBundle({ relayUrl: url, credential, body, clock });
  if (!sent.ok) return sent;
  keepSent(database, clock);
  return { ok: true, value: body.length };
}

/** The relay's bundle is a day old, or is opened by an earlier recovery code. */
function isDue({ database, clock }: KeepingDeps): boolean {
  const recovery = readRecovery(database);
  if (recovery === undefined) return false;
  const sentAtMs = readSentAt(database) ?? -Infinity;
  return recovery.madeAtMs >= sentAtMs || clock.nowMs() - sentAtMs >= SEND_EVERY_MS;
}

/** Sends the relay a bundle every day once an owner has made a recovery code, and while no customer is served. @returns what stops it */
export function startBundleKeeping(
  deps: KeepingDeps & { readonly log: Log; readonly isIdle: () => boolean },
): () => void {
  const { clock, log, isIdle } = deps;
  let cancel: () => void = () => undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    try {
      if (!isIdle() || !isDue(deps)) return;
      const sent = await sendBundle(deps);
      if (sent.ok) log.info('kiosk.bundle-sent', { bytes: sent.value });
      else log.warn('kiosk.bundle-not-sent', { reason: sent.error });
    } catch (error) {
      log.warn('kiosk.bundle-not-sent', { reason: reasonOf(error) });
    }
  }

  function plan(afterMs: number): void {
    if (isStopped) return;
    cancel = clock.setTimer(afterMs, () => {
      void look().then(() => {
        plan(LOOK_EVERY_MS);
      });
    });
  }

  plan(FIRST_LOOK_MS);
  return () => {
    isStopped = true;
    cancel();
  };
}
