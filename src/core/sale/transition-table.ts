import { KioskError } from '../base/errors.ts';
import type { Cell } from './define-transition.ts';
import type { SaleEventKind } from './event.ts';
import { OFFERING_CELLS } from './transitions/offering.ts';
import { REFUNDING_CELLS } from './transitions/refunding.ts';
import { SETTLING_CELLS } from './transitions/settling.ts';
import { VENDING_CELLS_ALL } from './transitions/vending.ts';
import { WAITING_CELLS } from './transitions/pre-authorisation.ts';
import { WITHDRAWING_CELLS } from './transitions/withdrawing.ts';
import type { SaleStateName } from './state.ts';

/** All states, in the order of a sale. */
export const SALE_STATES: readonly SaleStateName[] = [
  'idle',
  'reserving',
  'awaitingApproval',
  'withdrawing',
  'offering',
  'vending',
  'held',
  'capturing',
  'releasing',
  'verifying',
  'settled',
];

/** The whole life of a sale. An event without a field in its state's row changes nothing. */
export const SALE_TABLE: readonly Cell[] = [
  ...WAITING_CELLS,
  ...WITHDRAWING_CELLS,
  ...OFFERING_CELLS,
  ...VENDING_CELLS_ALL,
  ...SETTLING_CELLS,
  ...REFUNDING_CELLS,
];

const CELLS = indexed(SALE_TABLE);

/** Refuses a table in which two fields claim the same event of the same state. */
export function indexed(table: readonly Cell[]): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const cell of table) {
    const key = keyOf(cell.from, cell.on);
    if (cells.has(key)) throw new KioskError('core/not-in-table', `Two fields for ${key}`);
    cells.set(key, cell);
  }
  return cells;
}

function keyOf(from: SaleStateName, on: SaleEventKind): string {
  return `${from} × ${on}`;
}

export function cellFor(from: SaleStateName, on: SaleEventKind): Cell | undefined {
  return CELLS.get(keyOf(from, on));
}
