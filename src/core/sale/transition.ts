import { KioskError } from '../errors.ts';
import { stay, type Step } from './cell.ts';
import type { SaleEvent } from './event.ts';
import type { SaleState } from './state.ts';
import { cellFor } from './table.ts';

/**
 * The one decision about a sale: what a fact makes of a state, and the orders that follow. Pure. A fact that
 * the table does not expect in this state changes nothing: late, repeated and reordered messages are
 * harmless (design §4 rule 6).
 */
export function transition(sale: SaleState, event: SaleEvent): Step {
  const cell = cellFor(sale.name, event.kind);
  const step = cell?.decide(sale, event) ?? stay(sale);
  if (cell !== undefined && !cell.to.includes(step.state.name)) {
    throw new KioskError(
      'core/not-in-table',
      `${sale.name} × ${event.kind} led to ${step.state.name}, which the table does not allow`,
    );
  }
  return step;
}
