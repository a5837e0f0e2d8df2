import { KioskError } from '#core/errors.ts';
import { readArguments } from './arguments.ts';
import { giveOrder } from './order.ts';
import { writeOut } from './write-out.ts';

/** `service on|off`: takes the running machine out of sale, after the sale that runs, and puts it back. */
export async function runService(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [state, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if ((state !== 'on' && state !== 'off') || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say service on or service off.');
  }
  await giveOrder(dataDir, { kind: 'service', isOn: state === 'on' }, () => true);
  await writeOut(`${JSON.stringify({ service: state })}\n`);
}
