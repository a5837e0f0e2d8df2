import { KioskError } from '#core/base/errors.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import type { Database } from '#sqlite/database.ts';
import { isRunning } from '../config/data-dir.ts';
import { answerTo } from '../store/operator-commands.ts';
import { withStores } from './with-stores.ts';

const LOOK_EVERY_MS = 200;
const LONGEST_WAIT_MS = 15_000;

const SENTENCES: Readonly<Record<string, string>> = {
  'no-such-sale': 'There is no such sale on this machine.',
  'nothing-to-decide': 'This sale does not wait for a decision.',
  'not-settled': 'This sale is not settled yet: nothing can be refunded before it is.',
  'nothing-charged': 'Nothing of this sale is left to refund.',
  'more-than-charged': 'That is more than what is left of the charge.',
  'another-pending': 'Another refund of this sale is still under way.',
  'not-in-service': 'The machine is selling: say service on first.',
  'not-offered': 'This machine does that itself: use its own keypad.',
  'no-such-slot': 'There is no such slot.',
  'no-answer': 'The machine’s controller did not answer. Try again.',
  'sale-running': 'A sale is running: try again when it has ended.',
  'task-running': 'The machine is still busy with the order before.',
  'started-anew': 'The machine has just started: say it again.',
  'store-unwritable': 'The machine cannot write to its disk now.',
};

async function until<Found>(look: () => Found | undefined): Promise<Found | undefined> {
  const endAtMs = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const found = look();
    if (found !== undefined || performance.now() > endAtMs) return found;
    await pause(LOOK_EVERY_MS);
  }
}

/**
 * Queues a command for the running kiosk and waits until the kiosk has taken it and `isDone`. False: taken, but still
 * under way. Throws `gateway/unreachable` when the machine does not run, `input/invalid` when there is no such sale.
 */
export async function giveCommand(
  dataDir: string,
  order: OperatorCommand,
  isDone: (database: Database) => boolean,
): Promise<boolean> {
  if (!isRunning(dataDir)) {
    throw new KioskError('kiosk/not-running', 'The machine is not running: start it first.');
  }
  return withStores(dataDir, async ({ database, operatorCommands }) => {
    const id = ulid();
    operatorCommands.queue({ id, order }, Date.now());
    const answer = await until(() => answerTo(database, id));
    if (answer === undefined) {
      const sentence = 'The machine has not taken the order yet; it will as soon as it can.';
      throw new KioskError('kiosk/not-running', sentence);
    }
    if (answer !== 'done') {
      const code = answer.startsWith('no-such-') ? 'input/invalid' : 'kiosk/refused';
      throw new KioskError(code, SENTENCES[answer] ?? answer);
    }
    return (await until(() => (isDone(database) ? true : undefined))) ?? false;
  });
}
