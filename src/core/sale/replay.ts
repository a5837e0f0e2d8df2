import type { SaleEvent } from './event.ts';
import type { SaleState } from './state.ts';
import { transition } from './transition.ts';

/** The state that the journal of one sale amounts to; its effects are history and not ordered again. */
export function replay(events: Iterable<SaleEvent>): SaleState {
  let sale: SaleState = { name: 'idle' };
  for (const event of events) sale = transition(sale, event).state;
  return sale;
}
