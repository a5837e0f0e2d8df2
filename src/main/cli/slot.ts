import { KioskError } from '#core/base/errors.ts';
import { isRunning } from '../config/data-dir.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import { withStores } from './with-stores.ts';

/** `slot clear <selection>`: a technician has looked at a slot that failed; it sells again. */
export async function runSlot(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb, selection, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if (verb !== 'clear' || selection === undefined || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say slot clear <selection>.');
  }
  if (isRunning(dataDir)) {
    // Its controller may hold the slot back as well, and only the running machine can tell it.
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
