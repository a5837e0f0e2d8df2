import { DEADLINES } from '../time/deadlines.ts';
import type { SaleEvent } from './event.ts';
import type { SaleState, StartedSale } from './state.ts';

/**
 * How long the customer can still be standing there (design §4 rule 9), measured from the check-in: the time to approve,
 * and that of one withdrawal.
 */
export function customerWindowMs({ approvalMs }: { readonly approvalMs: number }): number {
  return approvalMs + DEADLINES.withdrawal;
}

/** The age of the check-in, by the most trustworthy clock we have; Infinity: by none. */
function checkInAgeMs(sale: StartedSale, event: SaleEvent): number {
  const { atMs, elapsedMs, relayAtMs } = event;
  const byWall = atMs < sale.checkedInAtMs ? Infinity : atMs - sale.checkedInAtMs;
  const here = elapsedMs === undefined ? byWall : sale.ageMs + elapsedMs;
  if (relayAtMs === undefined || sale.checkedInRelayMs === undefined) return here;
  return Math.max(here, relayAtMs - sale.checkedInRelayMs);
}

/** What is left of the time in which an approval of this sale is honoured; 0 when it is over. */
export function customerWindowLeftMs(sale: StartedSale, event: SaleEvent): number {
  return Math.max(0, customerWindowMs(sale.terms) - checkInAgeMs(sale, event));
}

/**
 * After a restart the age of the check-in comes from the wall clock. A clock that shows a time before the sale's own is wrong:
 * we cannot know how long the power was off, so nothing is offered any more.
 */
export function resumedSale(sale: SaleState, event: SaleEvent): SaleState {
  if (event.kind !== 'kiosk.restarted' || sale.name === 'idle') return sale;
  const isPlausible = event.atMs >= sale.checkedInAtMs && event.atMs >= sale.sinceMs;
  return { ...sale, ageMs: isPlausible ? event.atMs - sale.checkedInAtMs : Infinity };
}
