import { KioskError } from '../base/errors.ts';
import type { SaleTransition } from './define-transition.ts';
import type { SaleEventKind } from './event.ts';
import { OFFERING_TRANSITIONS } from './transitions/offering.ts';
import { REFUNDING_TRANSITIONS } from './transitions/refunding.ts';
import { SETTLING_TRANSITIONS } from './transitions/settling.ts';
import { VENDING_TRANSITIONS } from './transitions/vending.ts';
import { PRE_AUTHORISATION_TRANSITIONS } from './transitions/pre-authorisation.ts';
import { WITHDRAWING_TRANSITIONS } from './transitions/withdrawing.ts';
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

/** The whole life of a sale. An event without a transition from the present state changes nothing. */
export const SALE_TRANSITIONS: readonly SaleTransition[] = [
  ...PRE_AUTHORISATION_TRANSITIONS,
  ...WITHDRAWING_TRANSITIONS,
  ...OFFERING_TRANSITIONS,
  ...VENDING_TRANSITIONS,
  ...SETTLING_TRANSITIONS,
  ...REFUNDING_TRANSITIONS,
];

const BY_STATE_AND_EVENT = indexTransitions(SALE_TRANSITIONS);

/** Refuses a table in which two transitions claim the same event of the same state. */
export function indexTransitions(
  table: readonly SaleTransition[],
): ReadonlyMap<string, SaleTransition> {
  const byKey = new Map<string, SaleTransition>();
  for (const entry of table) {
    const key = keyOf(entry.from, entry.on);
    if (byKey.has(key)) throw new KioskError('core/not-in-table', `Two fields for ${key}`);
    byKey.set(key, entry);
  }
  return byKey;
}

function keyOf(from: SaleStateName, on: SaleEventKind): string {
  return `${from} × ${on}`;
}

export function transitionFor(from: SaleStateName, on: SaleEventKind): SaleTransition | undefined {
  return BY_STATE_AND_EVENT.get(keyOf(from, on));
}
