import type { Clock } from '#core/base/ports.ts';
import type { MachineLinks } from './machine-links.ts';

/** A process that stops asks its machines to leave within this time. */
const SENT_AWAY_WITHIN_MS = 5_000;
/** Longer than a customer waits for the answer to a check-in. */
const ANSWERS_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

/** Sends the machines to another process, and waits until they have left and every customer has an answer. */
export async function drainLinks(
  links: Pick<MachineLinks, 'sendAway' | 'connectedCount'>,
  clock: Clock,
): Promise<void> {
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimer(ms, resolve);
    });
  links.sendAway(SENT_AWAY_WITHIN_MS);
  const untilMs = clock.monotonicMs() + SENT_AWAY_WITHIN_MS + ANSWERS_WITHIN_MS;
  while (links.connectedCount() > 0 && clock.monotonicMs() < untilMs) await wait(LOOK_EVERY_MS);
  // Vipps may still wait for the answer to a check-in whose machine has left.
  await wait(ANSWERS_WITHIN_MS);
}
