/** Faults that the board can simulate. A name that other machines share means the same here. */
export const BOARD_BEHAVIOURS = {
  jam: 'Every motor jams: the vend fails, nothing drops (04 03), the board pauses the selection',
  'reset-after-approval': 'The board restarts during the vend; nothing drops',
  'drop-then-reset': 'The product drops and the board restarts before it says so',
  silence: 'The board never says how the vend ended; nothing drops',
  garbage: 'Bytes that are no frame come before every frame',
  unplug: 'The line breaks right after the drive; nothing drops',
  'late-answer': 'The result comes 90 s after the drive; the product drops',
  'result-in-next-vend':
    'The result comes in the middle of the next drive, before its own; the product drops',
  'jam-then-success': 'The motor jams (04 03), and 300 ms later it has dispensed (04 02)',
  'hears-nothing': 'The board polls and hears nothing: no command is acknowledged',
  'ignores-check': 'The board does not answer a check (01)',
  'ignores-status': 'The board does not answer a question about its status (51)',
  'key-burst': 'While the motor turns, somebody presses a key twelve times',
  'damaged-request': 'One byte of the first frame with a pressed key is damaged on its way',
  'damaged-result': 'One byte of the first frame with the result is damaged on its way',
  'cancel-by-cash': 'The selection is taken back before the approval',
  'double-frames': 'Every frame with data comes twice',
  'motor-runs-on': 'The motor does not stop (04 04); nothing drops',
  'motor-missing': 'The motor is not there (04 06); nothing drops',
  'elevator-error': 'The elevator gets stuck (04 07); nothing drops',
  'sensor-blind': 'The drop sensor misses the product that drops (04 03)',
  'sensor-sees-ghosts': 'The drop sensor sees a product that does not drop (04 02)',
  'unknown-code': 'A code nobody knows (04 40) comes before the result; the product drops',
  'take-the-meal': 'The result is “take the meal” (04 24); the product drops',
  'stale-status': 'A result for another selection comes before ours; the product drops',
  'forgets-acknowledgements': 'The first acknowledgement of every command is lost on its way',
  'no-polls': 'The board stops polling',
  'door-open': 'The door is open',
  'too-warm': 'The cooling fails: a degree warmer every half minute, up to 25 °C',
  'sensor-unread': 'The temperature sensor cannot be read',
} as const;
export type BoardBehaviour = keyof typeof BOARD_BEHAVIOURS;

const IGNORED: ReadonlyMap<number, BoardBehaviour> = new Map([
  [0x01, 'ignores-check'],
  [0x51, 'ignores-status'],
]);

/** Whether the board acknowledges the command but never answers it. */
export function isIgnored(command: number, has: (name: BoardBehaviour) => boolean): boolean {
  const name = IGNORED.get(command);
  return name !== undefined && has(name);
}

export function isBoardBehaviour(name: string): name is BoardBehaviour {
  return Object.hasOwn(BOARD_BEHAVIOURS, name);
}

/** States of a motor: last byte of a selection test, and status of a drive (vend-hardware, XY 4.3, 4.4). */
export const MOTOR_STATES = {
  ok: { test: 0, drive: 0x02 },
  jammed: { test: 0, drive: 0x03 },
  runsOn: { test: 1, drive: 0x04 },
  missing: { test: 2, drive: 0x06 },
  unreachable: { test: 3, drive: 0x06 },
  shorted: { test: 4, drive: 0x06 },
  slow: { test: 0, drive: 0x02 },
} as const;
export type MotorState = keyof typeof MOTOR_STATES;

export function isMotorState(name: string): name is MotorState {
  return Object.hasOwn(MOTOR_STATES, name);
}
