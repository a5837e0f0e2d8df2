import type { Frame } from './frame.ts';
import { byteAt, readSigned, readU16, readU32 } from './numbers.ts';

/** One decoded frame from the board (vend-hardware, XY 4.2). Money in minor units. */
export type BoardReport =
  | { readonly kind: 'check'; readonly status: number; readonly selection: number }
  | { readonly kind: 'dispense'; readonly status: number; readonly selection: number }
  /** `selection` undefined: taken back. */
  | { readonly kind: 'keypad'; readonly selection: number | undefined }
  | { readonly kind: 'selectionInfo'; readonly info: SelectionInfo }
  /** Somebody changed it at the board. */
  | { readonly kind: 'priceSet'; readonly selection: number; readonly priceMinor: number }
  | { readonly kind: 'stockSet'; readonly selection: number; readonly count: number }
  | { readonly kind: 'capacitySet'; readonly selection: number; readonly count: number }
  | { readonly kind: 'productSet'; readonly selection: number; readonly product: number }
  /** The button “all filled”. */
  | { readonly kind: 'allFilled' }
  | { readonly kind: 'money'; readonly mode: number; readonly amountMinor: number }
  | { readonly kind: 'credit'; readonly amountMinor: number }
  | { readonly kind: 'display'; readonly row: number; readonly words: string }
  | { readonly kind: 'changeGiven'; readonly notesMinor: number; readonly coinsMinor: number }
  | { readonly kind: 'synchronise' }
  | { readonly kind: 'machineStatus'; readonly status: MachineStatus }
  | { readonly kind: 'elevator'; readonly state: ElevatorState }
  | { readonly kind: 'openMenu' }
  | { readonly kind: 'microwaves'; readonly statuses: readonly number[] }
  | {
      readonly kind: 'menu';
      readonly type: number;
      readonly op: number;
      readonly parameters: Uint8Array;
    }
  | { readonly kind: 'unknown' };

export type ReportOf<Kind extends BoardReport['kind']> = Extract<
  BoardReport,
  { readonly kind: Kind }
>;

export interface SelectionInfo {
  readonly selection: number;
  readonly priceMinor: number;
  readonly count: number;
  readonly capacity: number;
  readonly product: number;
  readonly isPaused: boolean;
}

export interface MachineStatus {
  readonly bill: number;
  readonly coin: number;
  readonly card: number;
  readonly climate: number;
  /** °C; undefined: the sensor is not read. */
  readonly celsius: number | undefined;
  /** The board's byte; what it means depends on the firmware. */
  readonly door: number;
  readonly noteChangeMinor: number;
  readonly coinChangeMinor: number;
  readonly machineId: string;
}

export type ElevatorState = 'normal' | 'productInside' | 'doorOpen' | 'error' | 'selfCheckError';
const ELEVATOR: readonly ElevatorState[] = [
  'normal',
  'productInside',
  'doorOpen',
  'error',
  'selfCheckError',
];

const UNREAD = 0xaa;

function asciiOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/[^\x20-\x7e]/g, '')
    .trim();
}

function machineStatus(text: Uint8Array): MachineStatus {
  return {
    bill: byteAt(text, 0),
    coin: byteAt(text, 1),
    card: byteAt(text, 2),
    climate: byteAt(text, 3),
    celsius: byteAt(text, 4) === UNREAD ? undefined : readSigned(text, 4),
    door: byteAt(text, 5),
    noteChangeMinor: readU32(text, 6),
    coinChangeMinor: readU32(text, 10),
    machineId: asciiOf(text.subarray(14, 24)),
  };
}

function selectionInfo(text: Uint8Array): SelectionInfo {
  return {
    selection: readU16(text, 0),
    priceMinor: readU32(text, 2),
    count: byteAt(text, 6),
    capacity: byteAt(text, 7),
    product: readU16(text, 8),
    isPaused: byteAt(text, 10) === 1,
  };
}

interface Reading {
  /** A shorter text is not understood. */
  readonly least: number;
  readonly read: (text: Uint8Array) => BoardReport;
}

const READINGS: ReadonlyMap<number, Reading> = new Map<number, Reading>([
  [
    0x02,
    { least: 3, read: (t) => ({ kind: 'check', status: byteAt(t, 0), selection: readU16(t, 1) }) },
  ],
  [
    0x04,
    {
      least: 3,
      read: (t) => ({ kind: 'dispense', status: byteAt(t, 0), selection: readU16(t, 1) }),
    },
  ],
  [
    0x05,
    {
      least: 2,
      read: (t) => ({ kind: 'keypad', selection: readU16(t, 0) === 0 ? undefined : readU16(t, 0) }),
    },
  ],
  [0x11, { least: 11, read: (t) => ({ kind: 'selectionInfo', info: selectionInfo(t) }) }],
  [
    0x12,
    {
      least: 6,
      read: (t) => ({ kind: 'priceSet', selection: readU16(t, 0), priceMinor: readU32(t, 2) }),
    },
  ],
  [
    0x13,
    {
      least: 3,
      read: (t) => ({ kind: 'stockSet', selection: readU16(t, 0), count: byteAt(t, 2) }),
    },
  ],
  [
    0x14,
    {
      least: 3,
      read: (t) => ({ kind: 'capacitySet', selection: readU16(t, 0), count: byteAt(t, 2) }),
    },
  ],
  [
    0x15,
    {
      least: 4,
      read: (t) => ({ kind: 'productSet', selection: readU16(t, 0), product: readU16(t, 2) }),
    },
  ],
  [0x17, { least: 0, read: () => ({ kind: 'allFilled' }) }],
  [
    0x21,
    { least: 5, read: (t) => ({ kind: 'money', mode: byteAt(t, 0), amountMinor: readU32(t, 1) }) },
  ],
  [0x23, { least: 4, read: (t) => ({ kind: 'credit', amountMinor: readU32(t, 0) }) }],
  [
    0x24,
    {
      least: 18,
      read: (t) => ({ kind: 'display', row: byteAt(t, 17), words: asciiOf(t.subarray(0, 16)) }),
    },
  ],
  [
    0x26,
    {
      least: 8,
      read: (t) => ({ kind: 'changeGiven', notesMinor: readU32(t, 0), coinsMinor: readU32(t, 4) }),
    },
  ],
  [0x31, { least: 0, read: () => ({ kind: 'synchronise' }) }],
  [0x52, { least: 6, read: (t) => ({ kind: 'machineStatus', status: machineStatus(t) }) }],
  [
    0x54,
    { least: 1, read: (t) => ({ kind: 'elevator', state: ELEVATOR[byteAt(t, 0)] ?? 'error' }) },
  ],
  [0x63, { least: 0, read: () => ({ kind: 'openMenu' }) }],
  [0x66, { least: 1, read: (t) => ({ kind: 'microwaves', statuses: [...t.subarray(1)] }) }],
  [
    0x71,
    {
      least: 2,
      read: (t) => ({ kind: 'menu', type: byteAt(t, 0), op: byteAt(t, 1), parameters: t.slice(2) }),
    },
  ],
]);

/** Decodes a frame. One that is too short or undocumented is `unknown`: the kiosk acknowledges it and does nothing. */
export function decodeReport(frame: Frame): BoardReport {
  const reading = READINGS.get(frame.command);
  if (reading === undefined || frame.text.length < reading.least) return { kind: 'unknown' };
  return reading.read(frame.text);
}
