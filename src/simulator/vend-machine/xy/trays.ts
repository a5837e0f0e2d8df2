import type { MachineSlot } from '../profile.ts';
import { MOTOR_STATES, type MotorState } from './behaviours.ts';

/** What the board believes of one selection, and what its motor is really like. */
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

/** Trays hold the selections; the board's numbers are our items. */
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

  /** 0: all of them. 1000 … 1009: a tray of ten. */
  meant(item: number): readonly Column[] {
    if (item === 0) return this.#columns;
    if (item < 1_000) return this.#columns.filter((column) => column.item === item);
    const tray = item - 1_000;
    return this.#columns.filter((column) => Math.floor((column.item - 1) / 10) === tray);
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
