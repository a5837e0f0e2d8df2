import { readU16, readU32 } from '#contract/xy/numbers.ts';
import type { MachineSlot } from '../profile.ts';
import type { BoardView, MachineView } from '../view.ts';
import { MOTOR_STATES, type MotorState } from './behaviours.ts';

/** One selection as the board knows it, and the true state of its motor. */
export interface Column {
  readonly selection: string;
  readonly item: number;
  readonly product: string;
  priceMinor: number;
  count: number;
  capacity: number;
  productId: number;
  motors: 1 | 2 | 3;
  motor: MotorState;
  isPaused: boolean;
  isTurning: boolean;
}

/** The trays with their selections; the board's numbers are our item numbers. */
export class Trays {
  readonly #columns: readonly Column[];

  constructor(slots: readonly MachineSlot[]) {
    this.#columns = slots.map(({ selection, item, product, priceMinor, count }) => ({
      selection,
      item,
      product,
      priceMinor,
      count,
      capacity: Math.max(10, count),
      productId: 0,
      motors: 1,
      motor: 'ok',
      isPaused: false,
      isTurning: false,
    }));
  }

  all(): readonly Column[] {
    return this.#columns;
  }

  at(item: number): Column | undefined {
    return this.#columns.find((column) => column.item === item);
  }

  named(selection: string): Column | undefined {
    return this.#columns.find((column) => column.selection === selection);
  }

  /** 0: all of them. 1000 to 1009: a tray of ten. */
  matching(item: number): readonly Column[] {
    if (item === 0) return this.#columns;
    if (item < 1_000) return this.#columns.filter((column) => column.item === item);
    const tray = item - 1_000;
    return this.#columns.filter((column) => Math.floor((column.item - 1) / 10) === tray);
  }

  motors(): BoardView['motors'] {
    return this.#columns.map(({ selection, motor, isTurning, isPaused }) => {
      return { selection, state: motor, isTurning, isPaused };
    });
  }

  /** Commands 12 to 15: the host sets data of a selection. */
  set(command: number, text: Uint8Array): void {
    for (const column of this.matching(readU16(text, 0))) {
      if (command === 0x12) column.priceMinor = readU32(text, 2);
      else if (command === 0x13) column.count = text[2] ?? 0;
      else if (command === 0x14) column.capacity = text[2] ?? 0;
      else if (command === 0x15) column.productId = readU16(text, 2);
    }
  }

  /** Status for command 02. */
  check(item: number): number {
    const column = this.at(item);
    if (column === undefined) return 0x03;
    if (column.isPaused) return 0x04;
    return column.count === 0 ? 0x02 : 0x01;
  }

  jammed(): readonly number[] {
    return this.#columns.filter((column) => column.isPaused).map((column) => column.item);
  }

  broken(): readonly number[] {
    return this.#columns
      .filter((column) => MOTOR_STATES[column.motor].test !== 0)
      .map((column) => column.item);
  }
}

/** What the display says when a key cannot be accepted now. */
export function refusalOf(
  column: Column | undefined,
  state: MachineView['state'],
): string | undefined {
  if (column === undefined) return 'No such selection';
  if (state === 'off' || state === 'booting') return 'Out of order';
  if (state !== 'enabled') return 'Please wait';
  if (column.isPaused) return 'Out of order';
  return column.count === 0 ? 'Sold out' : undefined;
}
