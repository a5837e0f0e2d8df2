import { KioskError } from '#core/base/errors.ts';
import { FAULTS, isFaultCode } from '#core/vend/fault.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import {
  parseClimate,
  parseMotorCount,
  parseOnOff,
  parseWholeNumber,
  type Words,
} from './parse-words.ts';
import { writeOut } from './write-out.ts';

function clearFault(code: string | undefined): MachineOrder {
  if (code !== undefined && isFaultCode(code)) return { kind: 'clearFault', code };
  throw new KioskError('input/invalid', `Say one of: ${Object.keys(FAULTS).join(', ')}.`);
}

const ORDERS: Readonly<Record<string, (words: Words) => MachineOrder>> = {
  turn: ([item]) => ({ kind: 'turnMotor', item: parseWholeNumber(item, 1, 65_535) }),
  'test-vend': ([item]) => ({ kind: 'testVend', item: parseWholeNumber(item, 1, 65_535) }),
  scan: () => ({ kind: 'scanMotors' }),
  couple: ([item, count]) => ({
    kind: 'coupleMotors',
    item: parseWholeNumber(item, 1, 65_535),
    motors: parseMotorCount(count),
  }),
  'clear-fault': ([code]) => clearFault(code),
  'test-drop-sensor': () => ({ kind: 'testDropSensor' }),
  'drop-sensor': ([state]) => ({ kind: 'setDropSensor', isOn: parseOnOff(state) }),
  climate: ([mode, celsius]) => ({ kind: 'setClimate', climate: parseClimate(mode, celsius) }),
  light: ([from, to]) => ({
    kind: 'setLight',
    fromHour: parseWholeNumber(from, 0, 24),
    toHour: parseWholeNumber(to, 0, 24),
  }),
};

/** `machine turn|scan|couple|…`: what a technician does to the running machine, in service mode. */
export async function runMachine(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb = '', ...words] = given.rest;
  const dataDir = given.required('data-dir');
  const make = Object.hasOwn(ORDERS, verb) ? ORDERS[verb] : undefined;
  if (make === undefined) {
    throw new KioskError('input/invalid', `Say one of: ${Object.keys(ORDERS).join(', ')}.`);
  }
  await giveCommand(dataDir, { kind: 'machine', order: make(words) }, () => true);
  await writeOut(`${JSON.stringify({ done: verb })}\n`);
}
