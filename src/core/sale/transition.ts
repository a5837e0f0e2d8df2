import { KioskError } from '../base/errors.ts';
import { stay, type SaleTransition, type Step } from './define-transition.ts';
import type { SaleEvent } from './event.ts';
import { withOverdueAlerts } from './overdue-alerts.ts';
import type { SaleState } from './state.ts';
import { transitionFor } from './transition-table.ts';
import { resumedSale } from './customer-window.ts';

/**
 * The one decision about a sale: what a fact makes of a state, and the orders that follow. Pure. A fact that
 * the table does not expect in this state changes nothing: late, repeated and reordered messages are
 * harmless (design §4 rule 6).
 */
export function transition(sale: SaleState, event: SaleEvent): Step {
  const known = resumedSale(sale, event);
  const cell = transitionFor(known.name, event.kind);
  return withOverdueAlerts(
    known,
    cell === undefined ? stay(known) : decideWithinTable(cell, known, event),
    event,
  );
}

/** One transition's decision, held to the states that the table allows. Throws `core/not-in-table`. */
export function decideWithinTable(cell: SaleTransition, sale: SaleState, event: SaleEvent): Step {
  const step = cell.decide(sale, event);
  if (step !== undefined && cell.to.includes(step.state.name)) return step;
  throw new KioskError(
    'core/not-in-table',
    `${sale.name} × ${event.kind} led to ${String(step?.state.name)}, which the table does not allow`,
  );
}
