import { MOTOR_STATES, type BoardBehaviour, type MotorState } from './behaviours.ts';

export const DISPENSED = 0x02;
const JAMMED = 0x03;

const STATUS_OF: readonly (readonly [BoardBehaviour, number])[] = [
  ['jam', JAMMED],
  ['jam-then-success', JAMMED],
  ['reset-after-approval', JAMMED],
  ['motor-runs-on', 0x04],
  ['motor-missing', 0x06],
  ['elevator-error', 0x07],
];

export function isDispensed(status: number): boolean {
  return status === DISPENSED || status === 0x24;
}

/** Motor faults after which the board pauses the selection. */
export function doesPause(status: number): boolean {
  return status === JAMMED || status === 0x04 || status === 0x06;
}

interface DriveFacts {
  readonly has: (name: BoardBehaviour) => boolean;
  /** The motor turns, but the slot is empty. */
  readonly isEmpty: boolean;
  readonly withSensor: boolean;
}

/** The outcome of a drive: the status that the board reports, and whether a product falls. */
export function driveResult(
  motor: MotorState,
  { has, isEmpty, withSensor }: DriveFacts,
): { readonly status: number; readonly drops: boolean } {
  const byBehaviour = STATUS_OF.find(([name]) => has(name))?.[1];
  const status = byBehaviour ?? MOTOR_STATES[motor].drive;
  if (status !== DISPENSED) return { status, drops: false };
  if (has('sensor-sees-ghosts')) return { status, drops: false };
  // Without a drop sensor the board counts a full turn as a drop.
  if (isEmpty) return { status: withSensor ? JAMMED : DISPENSED, drops: false };
  if (has('sensor-blind') && withSensor) return { status: JAMMED, drops: true };
  return { status: has('take-the-meal') ? 0x24 : DISPENSED, drops: true };
}
