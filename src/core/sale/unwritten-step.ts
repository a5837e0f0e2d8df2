import type { SaleEffect } from './effect.ts';
import type { SaleEvent, SaleEventKind } from './event.ts';
import type { SaleState, StartedSale } from './state.ts';
import { transition } from './transition.ts';

/** Effects that take money, ask for it or vend: the journal holds them before we carry them out. */
const NEEDS_JOURNAL_FIRST: ReadonlySet<SaleEffect['kind']> = new Set<SaleEffect['kind']>([
  'createPayment',
  'capturePayment',
  'refundPayment',
  'offerSession',
  'approveVend',
  'postReceipt',
]);

/** Requests for something new. We refuse them and forget them. */
const REQUESTS: ReadonlySet<SaleEventKind> = new Set<SaleEventKind>([
  'customer.checkedIn',
  'vend.requested',
  'technician.resolved',
  'refund.requested',
]);

/** A request may be dropped when it cannot be written. A report of what happened may not. */
export function mustBeKept(kind: SaleEventKind): boolean {
  return !REQUESTS.has(kind);
}

/** A step that is taken before it is written, and the event that led to it: replayed, it leads there again. */
export interface UnwrittenStep {
  readonly event: SaleEvent;
  readonly state: StartedSale;
  readonly effects: readonly SaleEffect[];
}

function towardsRelease(sale: SaleState, event: SaleEvent): UnwrittenStep | undefined {
  const { state, effects } = transition(sale, event);
  if (state.name === 'idle' || effects.some(({ kind }) => NEEDS_JOURNAL_FIRST.has(kind)))
    return undefined;
  return { event, state, effects };
}

/**
 * Decides on a fact while the journal cannot be written. Only steps that give money back are taken: doing one twice, or
 * forgetting it once, harms nobody. Undefined: the fact waits until the journal can be written.
 */
export function unwrittenStep(sale: SaleState, event: SaleEvent): UnwrittenStep | undefined {
  if (!mustBeKept(event.kind)) return undefined;
  // A machine that cannot write sells nothing: what is approved now is given back.
  const step = towardsRelease(sale, { ...event, isMachineReady: false });
  if (step !== undefined || sale.name !== 'offering') return step;
  // What would go on with the offer ends it.
  const { atMs, elapsedMs, relayAtMs } = event;
  return towardsRelease(sale, {
    atMs,
    elapsedMs,
    relayAtMs,
    isMachineReady: false,
    kind: 'deadline.passed',
    deadline: 'selection',
  });
}
