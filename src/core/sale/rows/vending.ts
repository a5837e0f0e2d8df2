import { DEADLINES } from '../../deadlines.ts';
import { cell, stay, type Cell, type Step } from '../cell.ts';
import { denialOf } from '../denial.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import { capturePrice, releaseAll, lookForNothing } from '../settlement.ts';
import type { Held, Offering, Selection, Vending } from '../state.ts';
import { remainingMs } from '../time.ts';
import { failedDrop } from '../slot-care.ts';
import { approve } from './wait.ts';

function judge(sale: Offering, event: SaleEventOf<'vend.requested'>): Step {
  const { selection } = event;
  const reason = denialOf(sale, event, sale.aggregate.authorizedMinor);
  if (reason === undefined) return approve(sale, selection, event.atMs);
  const { requestId } = selection;
  return stay({ ...sale, isReofferDue: true }, [{ kind: 'denyVend', requestId, reason }]);
}

function sessionEnded(sale: Offering, event: SaleEventOf<'session.ended'>): Step {
  if (!sale.isReofferDue) {
    return releaseAll(sale, { outcome: 'noSelection', vend: undefined }, event.atMs);
  }
  return stay({ ...sale, isReofferDue: false }, [
    { kind: 'offerSession', creditMinor: sale.aggregate.authorizedMinor },
  ]);
}

function selectionDeadline(sale: Offering, event: SaleEventOf<'deadline.passed'>): Step {
  if (event.deadline !== 'selection') return stay(sale);
  const step = releaseAll(sale, { outcome: 'noSelection', vend: undefined }, event.atMs);
  return { state: step.state, effects: [{ kind: 'endSession' }, ...step.effects] };
}

const OFFERING_CELLS: readonly Cell[] = [
  cell({
    from: 'offering',
    on: 'vend.requested',
    to: ['vending', 'offering'],
    meaning: 'Approve what fits the reservation and can be sold; deny the rest, the offer stands',
    decide: judge,
  }),
  cell({
    from: 'offering',
    on: 'deadline.passed',
    to: ['offering', 'releasing'],
    meaning: 'Selection: end the offer, release everything',
    decide: selectionDeadline,
  }),
  cell({
    from: 'offering',
    on: 'session.ended',
    to: ['offering', 'releasing'],
    meaning: 'After a denial: offer again. Else the customer is done: release everything',
    decide: sessionEnded,
  }),
  ...(['session.refused', 'machine.lost'] as const).map((on) =>
    cell({
      from: 'offering',
      on,
      to: ['releasing'],
      meaning: 'The machine cannot sell now: release everything',
      decide: (sale, event) =>
        releaseAll(sale, { outcome: 'machineNotReady', vend: undefined }, event.atMs),
    }),
  ),
  cell({
    from: 'offering',
    on: 'payment.moved',
    to: ['verifying'],
    meaning: 'Somebody else touched the reservation: end the offer, look, release',
    decide: (sale, event) => {
      const goal = { outcome: 'movedElsewhere', vend: undefined } as const;
      const step = lookForNothing(sale, goal, event.atMs);
      return { state: step.state, effects: [{ kind: 'endSession' }, ...step.effects] };
    },
  }),
  cell({
    from: 'offering',
    on: 'kiosk.restarted',
    to: ['releasing'],
    meaning: 'The session is lost: release everything',
    decide: (sale, event) =>
      releaseAll(sale, { outcome: 'restarted', vend: undefined }, event.atMs),
  }),
];

/** A slot the machine does not name cannot be counted. */
function stockEffects(vend: Selection, kind: 'takeStock' | 'markForCount'): readonly SaleEffect[] {
  return vend.selection === undefined ? [] : [{ kind, selection: vend.selection }];
}

function dropped(sale: Vending | Held, atMs: number): Step {
  const step = capturePrice(sale, { outcome: 'sold', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...stockEffects(sale.vend, 'takeStock'), ...step.effects] };
}

function failed(sale: Vending | Held, atMs: number): Step {
  const step = releaseAll(sale, { outcome: 'vendFailed', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...failedDrop(sale), ...step.effects] };
}

/** Design §4, onUnknownOutcome: whatever is done with the money, a person gets to know. */
function unknown(sale: Vending, atMs: number): Step {
  const policy = sale.terms.onUnknownOutcome;
  const known: readonly SaleEffect[] = [
    ...stockEffects(sale.vend, 'markForCount'),
    {
      kind: 'addReview',
      reference: sale.reference,
      review: policy === 'capture' ? 'assumedCapture' : 'unknownOutcome',
      detail: policy,
    },
    ...(policy === 'release' ? failedDrop(sale) : []),
  ];
  const step = byPolicy(sale, atMs);
  return { state: step.state, effects: [...known, ...step.effects] };
}

function byPolicy(sale: Vending, atMs: number): Step {
  switch (sale.terms.onUnknownOutcome) {
    case 'release':
      return releaseAll(sale, { outcome: 'unknownReleased', vend: sale.vend }, atMs);
    case 'capture':
      return capturePrice(sale, { outcome: 'unknownCharged', vend: sale.vend }, atMs);
    case 'review': {
      const state: Held = { ...sale, name: 'held', sinceMs: atMs };
      return stay(state, [holdFor(DEADLINES.hold)]);
    }
  }
}

function holdFor(afterMs: number): SaleEffect {
  return { kind: 'startDeadline', name: 'hold', afterMs };
}

const afterUnknown = ['releasing', 'capturing', 'held'] as const;

/** Only what belongs to the approved request counts (design §4 rule 6). */
function ifApproved(sale: Vending | Held, requestId: string, decide: () => Step): Step {
  return sale.vend.requestId === requestId ? decide() : stay(sale);
}

const VENDING_CELLS: readonly Cell[] = [
  cell({
    from: 'vending',
    on: 'vend.succeeded',
    to: ['vending', 'capturing'],
    meaning: 'The product dropped: take stock, capture its price',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => dropped(sale, event.atMs)),
  }),
  ...(['vend.failed', 'vend.cancelled'] as const).map((on) =>
    cell({
      from: 'vending',
      on,
      to: ['vending', 'releasing'],
      meaning: 'Nothing dropped: release everything',
      decide: (sale, event) =>
        ifApproved(sale, event.requestId, () => {
          if (on === 'vend.failed') return failed(sale, event.atMs);
          return releaseAll(sale, { outcome: 'vendCancelled', vend: sale.vend }, event.atMs);
        }),
    }),
  ),
  cell({
    from: 'vending',
    on: 'vend.approvalRefused',
    to: ['vending', 'offering'],
    meaning: 'The approval came too late and approved nothing: the offer stands',
    decide: (sale, event) =>
      ifApproved(sale, event.requestId, () => {
        const { vend: _notApproved, ...facts } = sale;
        const state: Offering = {
          ...facts,
          name: 'offering',
          sinceMs: event.atMs,
          isReofferDue: true,
        };
        return stay(state, [
          { kind: 'startDeadline', name: 'selection', afterMs: sale.terms.selectionMs },
        ]);
      }),
  }),
  cell({
    from: 'vending',
    on: 'vend.unknown',
    to: ['vending', ...afterUnknown],
    meaning: 'It will never be known what dropped: as the operator chose',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => unknown(sale, event.atMs)),
  }),
  ...(['machine.lost', 'kiosk.restarted'] as const).map((on) =>
    cell({
      from: 'vending',
      on,
      to: afterUnknown,
      meaning: 'The result is lost: as the operator chose',
      decide: (sale, event) => unknown(sale, event.atMs),
    }),
  ),
  cell({
    from: 'vending',
    on: 'deadline.passed',
    to: ['vending', ...afterUnknown],
    meaning: 'No result: as the operator chose, and start the machine afresh',
    decide: (sale, event) => {
      if (event.deadline !== 'vendResult') return stay(sale);
      const step = unknown(sale, event.atMs);
      return { state: step.state, effects: [...step.effects, { kind: 'recoverMachine' }] };
    },
  }),
  cell({
    from: 'vending',
    on: 'vend.requested',
    to: ['vending'],
    meaning: 'One vend for one reservation: deny',
    decide: (sale, event) =>
      stay(sale, [{ kind: 'denyVend', requestId: event.selection.requestId, reason: 'busy' }]),
  }),
];

function giveBack(sale: Held, atMs: number): Step {
  const step = releaseAll(sale, { outcome: 'unknownReleased', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...failedDrop(sale), ...step.effects] };
}

const HELD_CELLS: readonly Cell[] = [
  cell({
    from: 'held',
    on: 'vend.succeeded',
    to: ['held', 'capturing'],
    meaning: 'The result came late: capture the price',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => dropped(sale, event.atMs)),
  }),
  cell({
    from: 'held',
    on: 'vend.failed',
    to: ['held', 'releasing'],
    meaning: 'The result came late: release everything',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => failed(sale, event.atMs)),
  }),
  cell({
    from: 'held',
    on: 'technician.resolved',
    to: ['capturing', 'releasing'],
    meaning: 'A person decided',
    decide: (sale, event) =>
      event.decision === 'charge'
        ? capturePrice(sale, { outcome: 'unknownCharged', vend: sale.vend }, event.atMs)
        : giveBack(sale, event.atMs),
  }),
  cell({
    from: 'held',
    on: 'deadline.passed',
    to: ['held', 'releasing'],
    meaning: 'Nobody decided: release everything',
    decide: (sale, event) => (event.deadline === 'hold' ? giveBack(sale, event.atMs) : stay(sale)),
  }),
  cell({
    from: 'held',
    on: 'kiosk.restarted',
    to: ['held'],
    meaning: 'Hold on for the time that is left',
    decide: (sale, event) =>
      stay(sale, [holdFor(remainingMs(DEADLINES.hold, sale.sinceMs, event.atMs))]),
  }),
];

export const VENDING_CELLS_ALL: readonly Cell[] = [
  ...OFFERING_CELLS,
  ...VENDING_CELLS,
  ...HELD_CELLS,
];
