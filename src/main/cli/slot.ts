import { KioskError } from '#core/errors.ts';
import { openKioskDatabase } from '../app.ts';
import { clearSlot } from '../store/catalogue.ts';
import { readArguments } from './arguments.ts';

function clear(typed: readonly string[]): void {
  const given = readArguments(typed, ['data-dir']);
  const [verb, selection, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if (verb !== 'clear' || selection === undefined || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say slot clear <selection>.');
  }
  const database = openKioskDatabase(dataDir);
  const isKnown = clearSlot(database, selection);
  database.close();
  if (!isKnown) throw new KioskError('input/invalid', `There is no slot “${selection}”.`);
}

/** `slot clear <selection>`: a technician has looked at a slot that failed; it sells again. */
export async function runSlot(typed: readonly string[]): Promise<void> {
  await Promise.resolve();
  clear(typed);
}
