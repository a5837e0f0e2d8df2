import type { SaleEffect } from './effect.ts';
import type { SaleEvent, SaleEventKind } from './event.ts';
import type { SaleState, StartedSale } from './state.ts';
import { transition } from './transition.ts';

/** Orders that take money, ask for it, or lead to a product: they stand in the journal before they are given. */
const ONLY_WRITTEN: ReadonlySet<SaleEffect['kind']> = new Set<SaleEffect['kind']>([
  'createPayment',
  'capturePayment',
  'refundPayment',
  'offerSession',
  'approveVend',
  'postReceipt',
]);

/** Whoever asks for something new is told no: it is neither done nor remembered. */
const ASKS_FOR_NEW: ReadonlySet<SaleEventKind> = new Set<SaleEventKind>([
  'customer.checkedIn',
  'vend.requested',
  'technician.resolved',
  'refund.requested',
]);

/** What asks for something new may be dropped when it cannot be written; what reports something that happened may not. */
export function mustBeKept(kind: SaleEventKind): boolean {
  return !ASKS_FOR_NEW.has(kind);
}

/** A step that is taken before it is written, and the event that led to it: replayed, it leads there again. */
export interface UnwrittenStep {
  readonly event: SaleEvent;
  readonly state: StartedSale;
  readonly effects: readonly SaleEffect[];
}

function towardsRelease(sale: SaleState, event: SaleEvent): UnwrittenStep | undefined {
  const { state, effects } = transition(sale, event);
  if (state.name === 'idle' || effects.some(({ kind }) => ONLY_WRITTEN.has(kind))) return undefined;
  return { event, state, effects };
}

/**
 * What a fact makes of a sale while the journal cannot be written: only what leads towards giving the money back, which
 * may be done twice and forgotten once without harm to anybody. Undefined: it waits until it can be written.
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
