import type { DeadlineName } from '../time/deadlines.ts';
import type { SaleEvent } from '../sale/event.ts';
import type { SaleState } from '../sale/state.ts';
import { transition } from '../sale/transition.ts';
import type { DenyReason } from '../vend/controller.ts';
import type { PlacedNote } from './sale-note.ts';
import { notesOfSteps, type StepNotes } from './timeline-notes.ts';

/** Every event but what Vipps repeats when it is asked. */
type ToldEvent = Exclude<SaleEvent, { readonly kind: 'payment.observed' }>;

/** One step of a sale as it is told to a customer on the telephone. */
export interface TimelineStep extends StepNotes {
  readonly kind: ToldEvent['kind'];
  /** Wall clock. */
  readonly atMs: number;
  /** Since the step before; 0 for the first. */
  readonly gapMs: number;
  /** Asked for, reserved, chosen, charged, released or given back, minor units. */
  readonly amountMinor: number | undefined;
  readonly slot: string | undefined;
  readonly product: string | undefined;
  /** What Vipps said, or what was decided or given as a reason. */
  readonly detail: string | undefined;
  /** Who ordered it. */
  readonly by: string | undefined;
}

type Told = Pick<TimelineStep, 'amountMinor' | 'slot' | 'product' | 'detail' | 'by'>;

const NOTHING: Told = {
  amountMinor: undefined,
  slot: undefined,
  product: undefined,
  detail: undefined,
  by: undefined,
};

function moneyOf(event: SaleEvent): number | undefined {
  switch (event.kind) {
    case 'customer.checkedIn':
    case 'payment.authorized':
      return event.amountMinor;
    case 'payment.captured':
      return event.aggregate.capturedMinor;
    case 'payment.released':
      return event.aggregate.cancelledMinor;
    case 'payment.refunded':
      return event.aggregate.refundedMinor;
    default:
      return undefined;
  }
}

function toldOf(event: SaleEvent, denial: DenyReason | undefined): Told {
  switch (event.kind) {
    case 'vend.requested': {
      const { selection: slot, product, priceMinor } = event.selection;
      return { ...NOTHING, slot, product, amountMinor: priceMinor, detail: denial };
    }
    case 'vend.succeeded':
      return { ...NOTHING, detail: event.proof?.drop };
    case 'refund.requested': {
      const { amountMinor, reason, by } = event.refund;
      return { ...NOTHING, amountMinor, detail: reason, by };
    }
    case 'deadline.passed':
      return { ...NOTHING, detail: event.deadline };
    case 'technician.resolved':
      return { ...NOTHING, detail: event.decision };
    default:
      return {
        ...NOTHING,
        amountMinor: moneyOf(event),
        detail: 'code' in event ? event.code : undefined,
      };
  }
}

/** Waits that a customer notices; the others are the kiosk's own. */
const NOTICED: readonly DeadlineName[] = ['approval', 'selection', 'vendResult', 'hold'];

/** Left out: what Vipps repeats or only a webhook says of an end, and what only the kiosk waited for. */
function isTold(event: SaleEvent, place: number, events: readonly SaleEvent[]): event is ToldEvent {
  if (event.kind === 'deadline.passed') return NOTICED.includes(event.deadline);
  if (event.kind === 'payment.authorized') return isFirstApproval(place, events);
  return event.kind !== 'payment.observed' && !('isHint' in event && event.isHint === true);
}

/** An approval is told by a webhook, and once more by Vipps when it is asked. */
function isFirstApproval(place: number, events: readonly SaleEvent[]): boolean {
  return events.findIndex(({ kind }) => kind === 'payment.authorized') === place;
}

/** At each selection: why it was denied. A denial is decided, not reported. */
function denialsOf(events: readonly SaleEvent[]): readonly (DenyReason | undefined)[] {
  let sale: SaleState = { name: 'idle' };
  return events.map((event) => {
    const step = transition(sale, event);
    sale = step.state;
    return step.effects.find((effect) => effect.kind === 'denyVend')?.reason;
  });
}

/** A sale as its steps, oldest first, with the time between them and what was noted at each. */
export function timelineOf(
  events: readonly SaleEvent[],
  notes: readonly PlacedNote[],
): readonly TimelineStep[] {
  const notesAt = notesOfSteps(events, notes);
  const denials = denialsOf(events);
  const told = events.flatMap((event, place) =>
    isTold(event, place, events) ? [{ event, place }] : [],
  );
  return told.map(({ event, place }, index) => {
    const { kind, atMs } = event;
    const gapMs = Math.max(0, atMs - (told[index - 1]?.event.atMs ?? atMs));
    // What stands at a step that is left out is told with the one before it.
    const noted = notesAt(index === 0 ? 0 : place, told[index + 1]?.place ?? Infinity);
    return { kind, atMs, gapMs, ...toldOf(event, denials[place]), ...noted };
  });
}
