import { KioskError } from '#core/errors.ts';
import { FAULTS, isFaultCode } from '#core/faults/fault.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import { readArguments } from './arguments.ts';
import { giveOrder } from './order.ts';
import { writeOut } from './write-out.ts';

function whole(text: string | undefined, least: number, most: number): number {
  const value = /^-?\d{1,5}$/.test(text ?? '') ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new KioskError(
    'input/invalid',
    `“${text ?? ''}” must be a whole number from ${String(least)} to ${String(most)}.`,
  );
}

function onOff(text: string | undefined): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new KioskError('input/invalid', 'Say on or off.');
}

function motors(text: string | undefined): 1 | 2 | 3 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new KioskError('input/invalid', 'Say how many motors turn together: 1, 2 or 3.');
}

function climate(mode: string | undefined, celsius: string | undefined): MachineOrder {
  if (mode !== 'cool' && mode !== 'heat' && mode !== 'constant' && mode !== 'off') {
    throw new KioskError('input/invalid', 'Say cool, heat, constant or off, and the degrees.');
  }
  const degrees = mode === 'off' ? 0 : whole(celsius, -30, 70);
  return { kind: 'setClimate', climate: { mode, celsius: degrees } };
}

function clearFault(code: string | undefined): MachineOrder {
  if (code !== undefined && isFaultCode(code)) return { kind: 'clearFault', code };
  throw new KioskError('input/invalid', `Say one of: ${Object.keys(FAULTS).join(', ')}.`);
}

type Words = readonly (string | undefined)[];
const ORDERS: Readonly<Record<string, (words: Words) => MachineOrder>> = {
  turn: ([item]) => ({ kind: 'turnMotor', item: whole(item, 1, 65_535) }),
  'test-vend': ([item]) => ({ kind: 'testVend', item: whole(item, 1, 65_535) }),
  scan: () => ({ kind: 'scanMotors' }),
  couple: ([item, count]) => ({
    kind: 'coupleMotors',
    item: whole(item, 1, 65_535),
    motors: motors(count),
  }),
  'clear-fault': ([code]) => clearFault(code),
  'test-drop-sensor': () => ({ kind: 'testDropSensor' }),
  'drop-sensor': ([state]) => ({ kind: 'setDropSensor', isOn: onOff(state) }),
  climate: ([mode, celsius]) => climate(mode, celsius),
  light: ([from, to]) => ({
    kind: 'setLight',
    fromHour: whole(from, 0, 24),
    toHour: whole(to, 0, 24),
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
  await giveOrder(dataDir, { kind: 'machine', order: make(words) }, () => true);
  await writeOut(`${JSON.stringify({ done: verb })}\n`);
}
