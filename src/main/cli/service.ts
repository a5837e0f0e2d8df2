import { KioskError } from '#core/base/errors.ts';
import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { waiver } from '#core/setup/setup.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

/** Lets the machine sell although the set-up at its screen is not finished; the kiosk need not run. */
async function sellWithoutSetup(dataDir: string): Promise<void> {
  const decided = await withStores(dataDir, ({ setup, changes }) =>
    changes.apply(waiver(setup.read(), COMMAND_LINE)),
  );
  if (decided.ok) return;
  const sentence =
    decided.error === 'store-unwritable'
      ? 'The database cannot be written now. Try again.'
      : 'No unfinished set-up keeps this machine out of sale.';
  throw new KioskError('kiosk/refused', sentence);
}

/**
 * `service on|off`: takes the running machine out of sale, after the sale that runs, and puts it back.
 * `service without-set-up`: lets it sell although its set-up is not finished.
 */
export async function runService(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [state, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  const isKnown = state === 'on' || state === 'off' || state === 'without-set-up';
  if (!isKnown || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say service on, off or without-set-up.');
  }
  if (state === 'without-set-up') {
    await sellWithoutSetup(dataDir);
    return;
  }
  await giveCommand(dataDir, { kind: 'service', isOn: state === 'on' }, () => true);
  await writeOut(`${JSON.stringify({ service: state })}\n`);
}
