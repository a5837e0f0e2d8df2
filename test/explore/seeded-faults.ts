import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleEvent } from '#core/sale/event.ts';
import { NOTHING_GRANTED, type SaleState } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import type { Beginning } from './explore.ts';
import type { Transition } from './tell.ts';
import type { Budget } from './world.ts';

type Step = ReturnType<Transition>;

function withEffects({ state, effects }: Step, change: (effect: SaleEffect) => SaleEffect[]): Step {
  return { state, effects: effects.flatMap(change) };
}

function withState(step: Step, state: SaleState): Step {
  return { state, effects: step.effects };
}

/** A transition with one fault, and the rule that must be reported for it. */
export interface SeededFault {
  readonly what: string;
  readonly breaks: string;
  readonly beginning: Beginning;
  /** What has to go wrong besides for it to show. */
  readonly needs: Partial<Budget>;
  readonly transition: Transition;
}

/** One way at least to break each rule: an exploration that misses any of them proves nothing. */
function fault(
  what: string,
  breaks: string,
  faulty: Transition,
  how: Partial<Pick<SeededFault, 'beginning' | 'needs'>> = {},
): SeededFault {
  return { what, breaks, beginning: 'scan first', needs: {}, ...how, transition: faulty };
}

/** As if it happened the moment the customer scanned. */
function asAtTheScan(sale: SaleState, event: SaleEvent): Step {
  if (sale.name === 'idle') return transition(sale, event);
  return transition({ ...sale, sinceMs: 0 }, { ...event, atMs: sale.checkedInAtMs });
}

export const SEEDED_FAULTS: readonly SeededFault[] = [
  fault('charges for a vend that failed', 'rule 1', (sale, event) =>
    event.kind === 'vend.failed'
      ? withEffects(transition(sale, { ...event, kind: 'vend.succeeded' }), (effect) =>
          effect.kind === 'takeStock' ? [] : [effect],
        )
      : transition(sale, event),
  ),
  fault('charges 5.00 too much', 'rule 2', (sale, event) =>
    withEffects(transition(sale, event), (effect) =>
      effect.kind === 'capturePayment'
        ? [{ ...effect, amountMinor: effect.amountMinor + 500 }]
        : [effect],
    ),
  ),
  fault('gives the product away: releases after a success', 'rule 3', (sale, event) => {
    if (event.kind !== 'vend.succeeded' || sale.name !== 'vending') return transition(sale, event);
    const { state, effects } = transition(sale, { ...event, kind: 'vend.cancelled' });
    const counted: SaleEffect = { kind: 'takeStock', selection: 'A1' };
    if (state.name !== 'releasing') return { state, effects };
    return { state: { ...state, outcome: 'noSelection' }, effects: [counted, ...effects] };
  }),
  fault('never releases what is left', 'rule 4', (sale, event) =>
    withEffects(transition(sale, event), (effect) =>
      effect.kind === 'releasePayment' ? [] : [effect],
    ),
  ),
  fault('calls a sale settled with money still reserved', 'rule 4', (sale, event) => {
    const step = transition(sale, event);
    if (event.kind !== 'payment.captured' || step.state.name !== 'releasing') return step;
    return { state: { ...step.state, name: 'settled', receipt: 'none' }, effects: [] };
  }),
  fault('waits for a selection for ever', 'rule 4', (sale, event) =>
    withEffects(transition(sale, event), (effect) =>
      effect.kind === 'startDeadline' && effect.name === 'selection' ? [] : [effect],
    ),
  ),
  fault('approves a second vend while the first is under way', 'rule 5', (sale, event) => {
    if (sale.name !== 'vending' || event.kind !== 'vend.requested') return transition(sale, event);
    return transition(
      {
        ...sale,
        name: 'offering',
        creditMinor: sale.requestedMinor,
        isConfirmed: true,
        held: undefined,
        isReofferDue: false,
      },
      event,
    );
  }),
  fault('approves before the money is there', 'rule 5', (sale, event) => {
    const step = transition(sale, event);
    if (sale.name !== 'awaitingApproval' || event.kind !== 'vend.requested') return step;
    const { requestId, priceMinor } = event.selection;
    const approve: SaleEffect = { kind: 'approveVend', requestId, amountMinor: priceMinor };
    return { state: step.state, effects: [...step.effects, approve] };
  }),
  fault('offers the credit again when the webhook comes twice', 'rule 6', (sale, event) => {
    const step = transition(sale, event);
    if (sale.name !== 'offering' || event.kind !== 'payment.authorized') return step;
    const offer: SaleEffect = { kind: 'offerSession', creditMinor: event.amountMinor };
    return { state: step.state, effects: [offer] };
  }),
  fault('writes down that nothing was charged', 'rule 7', (sale, event) => {
    const step = transition(sale, event);
    if (step.state.name !== 'settled') return step;
    const aggregate = { ...step.state.aggregate, capturedMinor: 0 };
    return withState(step, { ...step.state, aggregate });
  }),
  fault('counts a product twice', 'rule 8', (sale, event) =>
    withEffects(transition(sale, event), (effect) =>
      effect.kind === 'takeStock' ? [effect, effect] : [effect],
    ),
  ),
  fault('counts a product when it is approved, not when it drops', 'rule 8', (sale, event) =>
    withEffects(transition(sale, event), (effect) =>
      effect.kind === 'approveVend' ? [effect, { kind: 'takeStock', selection: 'A1' }] : [effect],
    ),
  ),
  fault('hears nothing of a drop after a jam', 'rule 8', (sale, event) =>
    event.kind === 'vend.succeeded' && 'outcome' in sale && sale.outcome === 'vendFailed'
      ? { state: sale, effects: [] }
      : transition(sale, event),
  ),
  fault('never counts a product', 'rule 8', (sale, event) =>
    withEffects(transition(sale, event), (effect) => (effect.kind === 'takeStock' ? [] : [effect])),
  ),
  fault(
    'sells to anybody what has an age',
    'rule 10',
    (sale, event) =>
      event.kind === 'vend.requested'
        ? transition(sale, { ...event, selection: { ...event.selection, minimumAge: 0 } })
        : transition(sale, event),
    { beginning: 'under age' },
  ),
  fault(
    'forgets to tell Vipps the age',
    'rule 10',
    (sale, event) =>
      withEffects(transition(sale, event), (effect) =>
        effect.kind === 'createPayment' ? [{ ...effect, minimumUserAge: 0 }] : [effect],
      ),
    { beginning: 'of age' },
  ),
  fault(
    'offers the machine to whoever makes a test',
    'test',
    (sale, event) =>
      event.kind === 'payment.authorized' && sale.name === 'awaitingApproval'
        ? {
            state: transition(sale, event).state,
            effects: [{ kind: 'offerSession', creditMinor: event.amountMinor }],
          }
        : transition(sale, event),
    { beginning: 'test' },
  ),
  fault(
    'offers whenever it is approved, however long the customer has been gone',
    'rule 9',
    (sale, event) =>
      event.kind === 'payment.authorized' ? asAtTheScan(sale, event) : transition(sale, event),
    { needs: { jumps: 1 } },
  ),
  fault(
    'keeps the machine after a restart for a customer who has left',
    'rule 9',
    (sale, event) =>
      event.kind === 'kiosk.restarted' ? asAtTheScan(sale, event) : transition(sale, event),
    { needs: { jumps: 1, restarts: 1 } },
  ),
  fault('takes a webhook for Vipps’ own word', 'rule 5', (sale, event) =>
    event.kind === 'payment.authorized'
      ? transition(sale, { ...event, isHint: undefined })
      : transition(sale, event),
  ),
  fault(
    'offers what a webhook says, not what was requested',
    'rule 5',
    (sale, event) =>
      withEffects(transition(sale, event), (effect) =>
        effect.kind === 'offerSession' &&
        event.kind === 'payment.authorized' &&
        sale.name === 'awaitingApproval'
          ? [{ ...effect, creditMinor: event.amountMinor }]
          : [effect],
      ),
    { needs: { lies: 1 } },
  ),
  fault(
    'takes a cancelled reservation for its own doing and vends on it',
    'rule 5',
    (sale, event) =>
      event.kind === 'payment.moved' ? { state: sale, effects: [] } : transition(sale, event),
    { needs: { foreign: 1 } },
  ),
  fault(
    'believes a webhook that the customer has declined',
    'rule 4',
    (sale, event) =>
      event.kind === 'payment.aborted'
        ? transition(sale, { ...event, isHint: undefined })
        : transition(sale, event),
    { needs: { lies: 1 } },
  ),
  fault(
    'charges again under a new key when the sums lag behind',
    'rule 2',
    (sale, event) => {
      if (sale.name !== 'verifying' || event.kind !== 'payment.observed') {
        return transition(sale, event);
      }
      return transition({ ...sale, aggregate: event.aggregate, granted: NOTHING_GRANTED }, event);
    },
    { needs: { stale: 2 } },
  ),
];
