import type { SaleEvent } from './event.ts';
import type { SaleState } from './state.ts';
import { transition } from './transition.ts';

/** The present state of a sale, from its journal. Effects are not carried out again. */
export function replay(events: Iterable<SaleEvent>): SaleState {
  let sale: SaleState = { name: 'idle' };
  for (const event of events) sale = transition(sale, event).state;
  return sale;
}
