import { KioskError } from '#core/base/errors.ts';
import { isRunning } from '../config/data-dir.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import { withStores } from './with-stores.ts';

/** `slot clear <selection>`: puts a latched slot back in sale after a technician has looked at it. */
export async function runSlot(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb, selection, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if (verb !== 'clear' || selection === undefined || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say slot clear <selection>.');
  }
  if (isRunning(dataDir)) {
    // The machine's controller may hold the slot back too, and only the running kiosk can tell it.
    await giveCommand(
      dataDir,
      { kind: 'machine', order: { kind: 'clearSlot', selection } },
      () => true,
    );
    return;
  }
  const isKnown = await withStores(dataDir, ({ machineStore }) =>
    machineStore.clearSlot(selection, Date.now()),
  );
  if (!isKnown) throw new KioskError('input/invalid', `There is no slot “${selection}”.`);
}
