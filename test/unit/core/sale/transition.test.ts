import { KioskError } from '#core/base/errors.ts';
import { defineTransition, stay } from '#core/sale/define-transition.ts';
import { isLedgerEffect, type SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { replay } from '#core/sale/replay.ts';
import { isClosed, NO_MONEY, occupiesMachine, openReservationMinor } from '#core/sale/state.ts';
import { indexTransitions, SALE_STATES, SALE_TRANSITIONS } from '#core/sale/transition-table.ts';
import { decideWithinTable, transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import {
  begin,
  checkIn,
  MAXIMUM,
  PRICE,
  SELECTION,
  tell,
  type Scene,
} from '../../../support/sale-world.ts';

const REQUESTED: SaleFact = {
  kind: 'vend.requested',
  selection: { ...SELECTION, answerByMs: 90_000 },
  refusal: undefined,
};
const AUTHORIZED: SaleFact = { kind: 'payment.authorized', amountMinor: MAXIMUM };
const SUCCEEDED: SaleFact = { kind: 'vend.succeeded', requestId: SELECTION.requestId };
const RESTARTED: SaleFact = { kind: 'kiosk.restarted' };
const passed = (
  deadline: Extract<SaleFact, { kind: 'deadline.passed' }>['deadline'],
): SaleFact => ({
  kind: 'deadline.passed',
  deadline,
});
const money = (captured: number, cancelled: number, refunded = 0) => ({
  authorizedMinor: MAXIMUM,
  capturedMinor: captured,
  cancelledMinor: cancelled,
  refundedMinor: refunded,
});
const observed = (captured: number, cancelled: number, refunded = 0): SaleFact => ({
  kind: 'payment.observed',
  aggregate: money(captured, cancelled, refunded),
});

function after(start: Scene, ...facts: readonly SaleFact[]): Scene {
  return facts.reduce(
    (scene, fact) => tell({ ...scene, world: { ...scene.world, orders: [] } }, fact),
    start,
  );
}

/** What the operator is told when a sale hears a fact. */
function alertsOf({ sale, world }: Scene, fact: SaleFact): readonly SaleEffect[] {
  const event = { ...fact, atMs: world.atMs, isMachineReady: true };
  return transition(sale, event).effects.filter(({ kind }) => kind === 'alertOperator');
}

const reserving = begin('release');
const waiting = after(reserving, { kind: 'payment.created' });
const offering = after(waiting, AUTHORIZED);
const vending = after(offering, REQUESTED);
const capturing = after(vending, SUCCEEDED);
const releasing = after(capturing, { kind: 'payment.captured', aggregate: money(PRICE, 0) });
const verifying = after(releasing, { kind: 'payment.released', aggregate: money(PRICE, PRICE) });
const settled = after(verifying, observed(PRICE, PRICE));
const withdrawing = after(waiting, passed('approval'));
const held = after(tell(after(begin('review'), AUTHORIZED), REQUESTED), { kind: 'machine.lost' });

function orders(scene: Scene): readonly string[] {
  return scene.world.orders.map((order) => order.kind);
}

describe('a sale that goes well', () => {
  it('reserves, offers, vends, captures the price, releases the rest, reads back, posts the receipt', () => {
    const way = [reserving, waiting, offering, vending, capturing, releasing, verifying, settled];
    expect(way.map((scene) => scene.sale.name)).toEqual([
      'reserving',
      'awaitingApproval',
      'offering',
      'vending',
      'capturing',
      'releasing',
      'verifying',
      'settled',
    ]);
    expect(orders(settled)).toEqual(['postReceipt']);
    expect(isClosed(settled.sale)).toBe(false);
    expect(isClosed(after(settled, { kind: 'receipt.posted' }).sale)).toBe(true);
    expect(settled.world.stockTaken).toBe(1);
  });

  it('orders no release when the price is the reservation', () => {
    const exact = after(
      begin('release', true),
      { kind: 'payment.created' },
      { kind: 'payment.authorized', amountMinor: PRICE },
      SUCCEEDED,
      {
        kind: 'payment.captured',
        aggregate: { ...money(PRICE, 0), authorizedMinor: PRICE },
      },
    );
    expect(exact.sale.name).toBe('verifying');
    expect(orders(exact)).toEqual(['observePayment']);
  });

  it('is the same sale when its journal is read again', () => {
    const facts = [checkIn('release'), { kind: 'payment.created' } as const, AUTHORIZED, REQUESTED];
    const events = facts.map((fact, index) => ({
      ...fact,
      atMs: 1_010 + index * 10,
      isMachineReady: true,
    }));
    expect(replay(events)).toEqual(vending.sale);
    expect(replay([])).toEqual({ name: 'idle' });
  });
});

describe('before the approval', () => {
  it('a refused create ends the sale; a fault of ours is for review, a customer’s is not', () => {
    const ours = after(reserving, { kind: 'payment.createRefused', code: '5080' });
    expect(ours.sale).toMatchObject({ name: 'settled', outcome: 'createRefused' });
    expect(ours.world.reviews).toEqual(['createRefused']);
    const theirs = after(begin('release', true), { kind: 'payment.createRefused', code: '4050' });
    expect(theirs.world.reviews).toEqual([]);
    const doubtful = { kind: 'payment.createRefused', code: '5080', isDoubtful: true } as const;
    const left = after(reserving, doubtful);
    expect(left.sale).toMatchObject({ name: 'withdrawing', outcome: 'createRefused' });
    expect(left.world.reviews).toEqual(['createRefused']);
  });

  it.each([
    ['payment.aborted', 'declined'],
    ['payment.expired', 'expired'],
    ['payment.terminated', 'movedElsewhere'],
  ] as const)('%s is read back and settles as %s', (kind, outcome) => {
    const end = after(waiting, { kind }, { kind: 'payment.notFound' });
    expect(end.sale).toMatchObject({ name: 'settled', outcome });
    expect(end.world.reviews).toEqual([]);
  });

  it('a restart in the middle of the create withdraws, one after it watches on', () => {
    expect(after(reserving, RESTARTED).sale).toMatchObject({
      name: 'withdrawing',
      isOccupying: false,
    });
    const again = after(waiting, RESTARTED);
    expect(again.sale.name).toBe('awaitingApproval');
    expect(orders(again)).toEqual(['watchPayment']);
  });

  it('a customer the relay turned away is withdrawn, and an approval then given back', () => {
    const away = after(waiting, { kind: 'customer.turnedAway' });
    expect(after(away, AUTHORIZED).sale).toMatchObject({
      name: 'releasing',
      outcome: 'turnedAway',
    });
  });

  it('a payment that Vipps does not know is withdrawn', () => {
    expect(after(waiting, { kind: 'payment.notFound' }).sale.name).toBe('withdrawing');
  });

  it('an approval while the machine is not ready is given back', () => {
    const scene = tell(waiting, AUTHORIZED, false);
    expect(scene.sale).toMatchObject({ name: 'releasing', outcome: 'machineNotReady' });
  });

  it('a test is given back as soon as it is approved, and nothing is offered', () => {
    const { sale } = waiting;
    if (sale.name !== 'awaitingApproval') throw new Error(sale.name);
    const test: Scene = { ...waiting, sale: { ...sale, terms: { ...sale.terms, isTest: true } } };
    const approved = after(test, AUTHORIZED);
    expect(approved.sale).toMatchObject({ name: 'releasing', outcome: 'tested', targetMinor: 0 });
    expect(approved.world.vend).toBe('none');
    expect(after(test, REQUESTED, AUTHORIZED).sale).toMatchObject({ outcome: 'tested' });
  });

  it('holds a selection pressed early, and denies one that cannot be sold or paid', () => {
    const early = after(waiting, REQUESTED);
    expect(early.sale).toMatchObject({ name: 'awaitingApproval', held: { item: 5 } });
    expect(after(early, AUTHORIZED).sale.name).toBe('vending');
    const dear: SaleFact = {
      ...REQUESTED,
      selection: { ...REQUESTED.selection, priceMinor: MAXIMUM + 1 },
    };
    expect(after(waiting, dear).sale).toEqual(waiting.sale);
    expect(after(waiting, { ...REQUESTED, refusal: 'not-sellable' }).sale).toEqual(waiting.sale);
  });

  it('lets a held selection go when the machine takes it back or time is up', () => {
    const early = after(waiting, REQUESTED);
    const cancelled: SaleFact = { kind: 'vend.cancelled', requestId: SELECTION.requestId };
    expect(after(early, cancelled).sale).toMatchObject({ held: undefined });
    expect(after(early, { kind: 'vend.cancelled', requestId: 'other' }).sale).toEqual(early.sale);
    expect(after(early, passed('selectionHold')).sale).toMatchObject({ held: undefined });
    expect(after(waiting, passed('selection')).sale).toEqual(waiting.sale);
    expect(after(early, passed('approval')).sale.name).toBe('withdrawing');
  });

  it('never approves a held selection after its time', () => {
    const late = after(waiting, {
      ...REQUESTED,
      selection: { ...REQUESTED.selection, answerByMs: 1_035 },
    });
    expect(after(late, passed('vanished'), AUTHORIZED).sale.name).toBe('offering');
    expect(tell(late, AUTHORIZED, false).sale.name).toBe('releasing');
  });
});

describe('withdrawing', () => {
  it('honours an approval of the last moment while the machine is free', () => {
    expect(after(withdrawing, AUTHORIZED).sale.name).toBe('offering');
    expect(tell(withdrawing, AUTHORIZED, false).sale.name).toBe('releasing');
    const free = after(withdrawing, passed('withdrawal'));
    expect(occupiesMachine(withdrawing.sale)).toBe(true);
    expect(occupiesMachine(free.sale)).toBe(false);
    expect(after(free, AUTHORIZED).sale.name).toBe('releasing');
  });

  it.each(['payment.terminated', 'payment.aborted', 'payment.expired'] as const)(
    '%s is read back',
    (kind) => {
      expect(after(withdrawing, { kind }).sale.name).toBe('verifying');
    },
  );

  it('believes that a payment never was only when told twice', () => {
    const missing = after(withdrawing, { kind: 'payment.notFound' });
    expect(missing.sale).toMatchObject({ missing: 'waiting', isOccupying: false });
    const asked = after(missing, passed('selection'), passed('vanished'));
    expect(orders(asked)).toEqual(['withdrawPayment']);
    expect(after(asked, { kind: 'payment.notFound' }).sale).toMatchObject({ name: 'settled' });
    expect(orders(after(asked, RESTARTED))).toEqual(['withdrawPayment']);
    expect(orders(after(withdrawing, RESTARTED))).toEqual(['withdrawPayment']);
  });

  it('denies selections', () => {
    expect(after(withdrawing, REQUESTED).sale).toEqual(withdrawing.sale);
  });
});

describe('offering', () => {
  it.each([
    [passed('selection'), 'noSelection'],
    [{ kind: 'session.ended' }, 'noSelection'],
    [{ kind: 'session.refused' }, 'machineNotReady'],
    [{ kind: 'machine.lost' }, 'machineNotReady'],
    [RESTARTED, 'restarted'],
  ] as const)('%j releases everything: %s', (fact, outcome) => {
    expect(after(offering, fact).sale).toMatchObject({
      name: 'releasing',
      outcome,
      targetMinor: 0,
    });
  });

  it('stays on after a denial, and is made again when the machine ends the session', () => {
    const denied = after(offering, { ...REQUESTED, refusal: 'not-sellable' });
    expect(denied.sale).toMatchObject({ name: 'offering', isReofferDue: true });
    const again = after(denied, { kind: 'session.ended' });
    expect(again.sale).toMatchObject({ name: 'offering', isReofferDue: false });
    expect(after(again, { kind: 'session.ended' }).sale.name).toBe('releasing');
  });

  it('denies a price above the reservation', () => {
    const dear = { ...REQUESTED.selection, priceMinor: MAXIMUM + 1 };
    expect(after(offering, { ...REQUESTED, selection: dear }).sale.name).toBe('offering');
  });

  it('minds only its own deadline', () => {
    expect(after(offering, passed('approval')).sale).toEqual(offering.sale);
  });
});

describe('vending', () => {
  it.each([
    ['vend.failed', 'vendFailed'],
    ['vend.cancelled', 'vendCancelled'],
  ] as const)('%s charges nothing: %s', (kind, outcome) => {
    const end = after(vending, { kind, requestId: SELECTION.requestId });
    expect(end.sale).toMatchObject({ name: 'releasing', outcome });
    expect(end.world.stockTaken).toBe(0);
  });

  it.each([
    'vend.succeeded',
    'vend.failed',
    'vend.cancelled',
    'vend.unknown',
    'vend.approvalRefused',
  ] as const)('%s of another request means nothing', (kind) => {
    expect(after(vending, { kind, requestId: 'other' }).sale).toEqual(vending.sale);
  });

  it('an approval that came too late approved nothing: the offer stands', () => {
    const scene = after(vending, {
      kind: 'vend.approvalRefused',
      requestId: SELECTION.requestId,
    });
    expect(scene.sale.name).toBe('offering');
  });

  it.each([
    [{ kind: 'vend.unknown', requestId: SELECTION.requestId }],
    [{ kind: 'machine.lost' }],
    [RESTARTED],
    [passed('vendResult')],
  ] as const)('%j leaves the outcome unknown: for review, whatever the policy', (fact) => {
    const ways = (['release', 'capture', 'review'] as const).map((policy) =>
      after(after(begin(policy), AUTHORIZED, REQUESTED), fact),
    );
    expect(ways.map((scene) => scene.sale.name)).toEqual(['releasing', 'capturing', 'held']);
    expect(ways.map((scene) => scene.world.reviews)).toEqual([
      ['unknownOutcome'],
      ['assumedCapture'],
      ['unknownOutcome'],
    ]);
    expect(ways.map((scene) => scene.world.stockTaken)).toEqual([0, 0, 0]);
  });

  it('a second selection is denied, another deadline means nothing', () => {
    expect(after(vending, REQUESTED).sale).toEqual(vending.sale);
    expect(after(vending, passed('selection')).sale).toEqual(vending.sale);
  });

  it('a slot the machine does not name is neither counted nor marked', () => {
    const nameless: SaleFact = {
      ...REQUESTED,
      selection: { ...REQUESTED.selection, selection: undefined },
    };
    const done = after(offering, nameless, SUCCEEDED);
    expect(done.sale.name).toBe('capturing');
    expect(done.world.stockTaken).toBe(0);
    const lost = after(offering, nameless, { kind: 'machine.lost' });
    expect(lost.sale.name).toBe('releasing');
    expect(after(lost, SUCCEEDED).world.stockTaken).toBe(0);
  });
});

describe('held for a person', () => {
  it('is decided by a late result, a person, or time', () => {
    const failed: SaleFact = { kind: 'vend.failed', requestId: SELECTION.requestId };
    expect(after(held, SUCCEEDED).sale.name).toBe('capturing');
    expect(after(held, failed).sale).toMatchObject({ name: 'releasing', outcome: 'vendFailed' });
    expect(after(held, { ...failed, requestId: 'other' }).sale).toEqual(held.sale);
    const decide = (decision: 'charge' | 'release') =>
      after(held, { kind: 'technician.resolved', decision }).sale;
    expect(decide('charge')).toMatchObject({ name: 'capturing', outcome: 'unknownCharged' });
    expect(decide('release')).toMatchObject({ name: 'releasing', outcome: 'unknownReleased' });
    expect(after(held, passed('hold')).sale.name).toBe('releasing');
    expect(after(held, passed('selection'), RESTARTED).sale).toEqual({
      ...held.sale,
      ageMs: expect.any(Number),
    });
    expect(held.world.waits).toEqual(['hold']);
    expect(occupiesMachine(held.sale)).toBe(false);
  });
});

describe('settling', () => {
  const refused = (refusal: 'later' | 'look' | 'amount' | 'fullCaptureOnly'): SaleFact => ({
    kind: 'payment.captureRefused',
    refusal,
    code: '6000',
  });

  it('a capture that is refused for now is tried again with a new key', () => {
    const paused = after(capturing, refused('later'));
    expect(paused.sale).toMatchObject({ name: 'verifying' });
    expect(paused.world.reviews).toEqual([]);
    const looked = after(paused, passed('selection'), passed('settlementRetry'));
    expect(orders(looked)).toEqual(['observePayment']);
    const again = after(looked, observed(0, 0));
    expect(again.sale).toMatchObject({ name: 'capturing', attempt: 2 });
    expect(again.world.orders[0]).toMatchObject({ key: expect.stringMatching(/^capture-.*-2$/) });
  });

  it('tells a person once when it does not mend', () => {
    let scene = capturing;
    for (let turn = 0; turn < 5; turn += 1) {
      scene = after(scene, refused('later'), passed('settlementRetry'), observed(0, 0));
    }
    expect(scene.world.reviews).toEqual(['captureRefused']);
    expect(after(capturing, refused('look')).world.reviews).toEqual(['captureRefused']);
  });

  it.each(['amount', 'fullCaptureOnly'] as const)(
    'a capture refused for good (%s) releases: nobody pays too much',
    (refusal) => {
      const scene = after(capturing, refused(refusal));
      expect(scene.sale).toMatchObject({ name: 'releasing', outcome: 'captureRefused' });
      expect(scene.world.reviews).toEqual(['captureRefused']);
    },
  );

  it('an answer that does not show its effect is not believed', () => {
    const odd = after(capturing, { kind: 'payment.captured', aggregate: money(0, 0) });
    expect(odd.sale).toMatchObject({ name: 'verifying' });
    const odder = after(releasing, { kind: 'payment.released', aggregate: money(PRICE, 0) });
    expect(odder.sale).toMatchObject({ name: 'verifying' });
  });

  it('a reading that lags behind what Vipps has said is read again, and nothing is ordered', () => {
    const stale = after(verifying, observed(PRICE, 0));
    expect(stale.sale).toMatchObject({ name: 'verifying' });
    const staler = after(stale, observed(0, 0));
    expect(staler.sale).toMatchObject({ name: 'verifying', attempt: 1 });
    expect(orders(staler)).toEqual([]);
    expect(after(staler, observed(PRICE, PRICE)).sale.name).toBe('settled');
  });

  it('a refused release looks and tries again', () => {
    const paused = after(releasing, {
      kind: 'payment.releaseRefused',
      refusal: 'look',
      code: '6190',
    });
    expect(paused.sale.name).toBe('verifying');
  });

  it('each order is given again after a restart under the same key', () => {
    expect(after(capturing, RESTARTED).world.orders).toEqual(capturing.world.orders);
    expect(after(releasing, RESTARTED).world.orders).toEqual(releasing.world.orders);
    expect(orders(after(verifying, RESTARTED))).toEqual(['observePayment']);
    expect(orders(after(verifying, AUTHORIZED))).toEqual(['observePayment']);
    expect(orders(after(settled, RESTARTED))).toEqual(['postReceipt']);
    expect(orders(after(settled, { kind: 'receipt.posted' }, RESTARTED))).toEqual([]);
  });

  it('a payment with money that Vipps does not find is asked for again later', () => {
    expect(after(verifying, { kind: 'payment.notFound' }).sale.name).toBe('verifying');
  });

  it('money that somebody else moved is adopted and shown, not fought', () => {
    const moved = after(settled, { kind: 'payment.moved' });
    expect(orders(moved)).toEqual(['observePayment']);
    const refunded = after(moved, observed(PRICE, PRICE, PRICE));
    expect(refunded.world.reviews).toEqual(['moneyMovedElsewhere']);
    expect(after(refunded, observed(PRICE, PRICE, PRICE)).world.reviews).toHaveLength(1);
    const never = after(reserving, { kind: 'payment.createRefused', code: '4050' });
    expect(after(never, observed(0, 0)).sale).toMatchObject({ name: 'verifying', targetMinor: 0 });
    const gone = after(verifying, observed(PRICE, PRICE, PRICE));
    expect(gone.world.reviews).toEqual(['moneyMovedElsewhere']);
    const ours = after(settled, { kind: 'payment.moved', mayBeOurs: true });
    expect(orders(ours)).toEqual([]);
  });

  it('an approval after the end is given back, a repeated one means nothing', () => {
    const never = after(reserving, { kind: 'payment.createRefused', code: '4050' });
    const withdrawn = after(never, { ...AUTHORIZED, isHint: true });
    expect(withdrawn.sale).toMatchObject({ name: 'withdrawing', isOccupying: false });
    expect(withdrawn.world.orders).toMatchObject([
      { key: expect.stringMatching(/^withdraw-.*-2$/) },
    ]);
    expect(after(withdrawn, AUTHORIZED).sale).toMatchObject({ name: 'releasing', targetMinor: 0 });
    expect(after(settled, AUTHORIZED).sale).toEqual(settled.sale);
  });

  it('a refused receipt is for review, and the operator is told', () => {
    const scene = after(settled, { kind: 'receipt.refused', code: '409' });
    expect(scene.world.reviews).toEqual(['receiptRefused']);
    expect(isClosed(scene.sale)).toBe(true);
    const refused: SaleFact = { kind: 'receipt.refused', code: '409' };
    expect(alertsOf(settled, refused)).toMatchObject([{ alert: 'receiptMissing', code: '409' }]);
  });

  it('a receipt that is neither taken nor refused for half a day is told, also after a start', () => {
    const restarted = after(settled, RESTARTED);
    expect(restarted.world.waits).toContain('receiptWarning');
    const overdue = passed('receiptWarning');
    expect(alertsOf(restarted, overdue)).toMatchObject([
      { alert: 'receiptMissing', amountMinor: PRICE, code: 'no-answer' },
    ]);
    expect(alertsOf(settled, passed('hold'))).toEqual([]);
    expect(alertsOf(after(settled, { kind: 'receipt.posted' }), overdue)).toEqual([]);
  });
});

describe('a drop that is reported late', () => {
  it('takes stock, and is for review when nothing was charged', () => {
    const lost = after(vending, { kind: 'machine.lost' });
    const late = after(lost, SUCCEEDED);
    expect(late.sale).toMatchObject({ name: 'releasing', outcome: 'droppedUncharged' });
    expect(late.world.stockTaken).toBe(1);
    expect(late.world.reviews).toEqual(['unknownOutcome', 'lateSuccess']);
    expect(after(late, SUCCEEDED).world.stockTaken).toBe(1);
    expect(after(lost, { ...SUCCEEDED, requestId: 'other' }).world.stockTaken).toBe(0);
  });

  it('confirms a charge that was assumed', () => {
    const assumed = after(after(begin('capture'), AUTHORIZED, REQUESTED), { kind: 'machine.lost' });
    expect(after(assumed, SUCCEEDED).sale).toMatchObject({ name: 'capturing', outcome: 'sold' });
  });
});

describe('the table', () => {
  it('stops a decision that leads where the table does not allow', () => {
    const astray = defineTransition({
      from: 'idle',
      on: 'kiosk.restarted',
      to: ['reserving'],
      meaning: 'never',
      decide: (sale) => stay(sale),
    });
    const event = { kind: 'kiosk.restarted', atMs: 0, isMachineReady: true } as const;
    expect(() => decideWithinTable(astray, { name: 'idle' }, event)).toThrow(KioskError);
  });

  it('refuses two fields for one event of one state', () => {
    const twice = defineTransition({
      from: 'idle',
      on: 'payment.moved',
      to: ['idle'],
      meaning: 'nothing',
      decide: (sale) => stay(sale),
    });
    expect(() => indexTransitions([twice, twice])).toThrow(KioskError);
  });

  it('has a field only where its state and event are meant', () => {
    const [first] = SALE_TRANSITIONS;
    const event = { kind: 'payment.moved', atMs: 0, isMachineReady: true } as const;
    expect(first?.decide({ name: 'idle' }, event)).toBeUndefined();
    expect(first?.decide(settled.sale, event)).toBeUndefined();
  });

  it('reaches every state from idle', () => {
    const reached = new Set<string>(['idle']);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const field of SALE_TRANSITIONS) {
        if (reached.has(field.from)) field.to.forEach((name) => reached.add(name));
      }
    }
    expect([...reached].sort()).toEqual([...SALE_STATES].sort());
  });
});

describe('words about a sale', () => {
  it('tell what is reserved, who occupies, and what is written with the event', () => {
    expect(openReservationMinor(money(PRICE, 500))).toBe(MAXIMUM - PRICE - 500);
    expect(openReservationMinor(NO_MONEY)).toBe(0);
    expect(
      [reserving, waiting, offering, vending].every((scene) => occupiesMachine(scene.sale)),
    ).toBe(true);
    expect(isLedgerEffect({ kind: 'takeStock', selection: 'A1' })).toBe(true);
    expect(isLedgerEffect({ kind: 'markForCount', selection: 'A1' })).toBe(true);
    expect(isLedgerEffect({ kind: 'endSession' })).toBe(false);
  });
});
