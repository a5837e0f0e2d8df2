import type { ClimateOrder, MotorFinding } from '#core/vend/device-controls.ts';
import { commands, type BoardCommand } from './commands.ts';
import { byteAt, readSigned, readU16, u16 } from './numbers.ts';

/** Menu types that the product uses (vend-hardware, XY 4.4). The number is the byte on the wire. */
export const MENU = {
  coupling: 0x04,
  clearCouplings: 0x05,
  light: 0x16,
  dropSensor: 0x24,
  temperature: 0x28,
  jams: 0x32,
  motorErrors: 0x33,
  climate: 0x36,
  selectionTest: 0x38,
  dropSensorTest: 0x50,
  fillAll: 0x63,
} as const;

/** Tray 100 is the whole machine. */
const WHOLE_MACHINE = 100;
const TURN = 1;
const DETECT = 2;

const CLIMATE_MODES: Readonly<Record<ClimateOrder['mode'], number>> = {
  heat: 1,
  cool: 2,
  constant: 3,
  off: 4,
};

export const menuCommands = {
  turnMotor: (selection: number): BoardCommand =>
    commands.menu(MENU.selectionTest, 'set', TURN, ...u16(selection)),
  detectMotor: (selection: number): BoardCommand =>
    commands.menu(MENU.selectionTest, 'set', DETECT, ...u16(selection)),
  coupleMotors: (selection: number, motors: 1 | 2 | 3): BoardCommand =>
    commands.menu(MENU.coupling, 'set', ...u16(selection), motors),
  clearCouplings: (): BoardCommand => commands.menu(MENU.clearCouplings, 'set'),
  readJams: (): BoardCommand => commands.menu(MENU.jams, 'read'),
  clearJams: (): BoardCommand => commands.menu(MENU.jams, 'set'),
  readMotorErrors: (): BoardCommand => commands.menu(MENU.motorErrors, 'read'),
  clearMotorErrors: (): BoardCommand => commands.menu(MENU.motorErrors, 'set'),
  readClimate: (): BoardCommand => commands.menu(MENU.climate, 'read'),
  setClimate: ({ mode, celsius }: ClimateOrder): BoardCommand =>
    commands.menu(MENU.temperature, 'set', 0, CLIMATE_MODES[mode], celsius & 0xff),
  setLight: (fromHour: number, toHour: number): BoardCommand =>
    commands.menu(MENU.light, 'set', fromHour, toHour),
  setDropSensor: (isOn: boolean): BoardCommand =>
    commands.menu(MENU.dropSensor, 'set', WHOLE_MACHINE, isOn ? 1 : 2),
  readDropSensor: (): BoardCommand => commands.menu(MENU.dropSensor, 'read', WHOLE_MACHINE),
  testDropSensor: (): BoardCommand => commands.menu(MENU.dropSensorTest, 'set', 0),
  fillAll: (): BoardCommand => commands.menu(MENU.fillAll, 'set'),
};

const MOTOR_FINDINGS: ReadonlyMap<number, MotorFinding> = new Map([
  [0, 'ok'],
  [1, 'runsOn'],
  [2, 'missing'],
  [3, 'unreachable'],
  [4, 'shorted'],
]);

/** The last byte of the answer to a selection test; undefined: not one the document knows. */
export function motorFinding(parameters: Uint8Array): MotorFinding | undefined {
  return MOTOR_FINDINGS.get(parameters[0] ?? -1);
}

/** The answer to a list: two bytes for each selection. */
export function selectionList(parameters: Uint8Array): readonly number[] {
  const count = Math.floor(parameters.length / 2);
  return Array.from({ length: count }, (_, index) => readU16(parameters, index * 2)).filter(
    (selection) => selection !== 0,
  );
}

/** The answer to `readDropSensor`: tray, then 1 on, 2 off; undefined: not one the document knows. */
export function isDropSensorOn(parameters: Uint8Array): boolean | undefined {
  const value = parameters[1];
  if (value === 1) return true;
  return value === 2 ? false : undefined;
}

export type ClimateFault = 'compressor' | 'evaporatorFan' | 'condenserFan' | 'sensor';
const CLIMATE_FAULTS: readonly (ClimateFault | undefined)[] = [
  undefined,
  'compressor',
  'compressor',
  'evaporatorFan',
  'evaporatorFan',
  'condenserFan',
  'condenserFan',
  'sensor',
];

export interface Climate {
  /** °C. */
  readonly celsius: number;
  readonly fault: ClimateFault | undefined;
}

/** Temperature (signed) and fault; undefined when the answer is too short. */
export function climateOf(parameters: Uint8Array): Climate | undefined {
  if (parameters.length < 2) return undefined;
  return { celsius: readSigned(parameters, 0), fault: CLIMATE_FAULTS[byteAt(parameters, 1)] };
}
