import type { SaleFact } from '#core/sale/event.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import {
  begin,
  MAXIMUM,
  PRICE,
  SELECTION,
  tell,
  type Scene,
} from '../../../../support/sale-world.ts';

const SAID: SaleFact = { kind: 'payment.authorized', amountMinor: MAXIMUM, isHint: true };
const CONFIRMED: SaleFact = { kind: 'payment.authorized', amountMinor: MAXIMUM };
const MOVED: SaleFact = { kind: 'payment.moved', mayBeOurs: true };
const pressed = (priceMinor: number = PRICE, answerByMs = 90_000): SaleFact => ({
  kind: 'vend.requested',
  selection: { ...SELECTION, priceMinor, answerByMs },
  refusal: undefined,
});
const passed = (deadline: 'selection' | 'selectionHold' | 'approval'): SaleFact => ({
  kind: 'deadline.passed',
  deadline,
});
const observed = (captured: number, cancelled: number): SaleFact => ({
  kind: 'payment.observed',
  aggregate: {
    authorizedMinor: MAXIMUM,
    capturedMinor: captured,
    cancelledMinor: cancelled,
    refundedMinor: 0,
  },
});

/** The last step's orders only. */
function after(start: Scene, ...facts: readonly SaleFact[]): Scene {
  return facts.reduce(
    (scene, fact) => tell({ ...scene, world: { ...scene.world, orders: [] } }, fact),
    start,
  );
}

function effectsOf(scene: Scene, fact: SaleFact, isMachineReady = true, atMs?: number) {
  const at = atMs ?? scene.world.atMs + 10;
  return transition(scene.sale, { ...fact, atMs: at, isMachineReady }).effects;
}

const waiting = after(begin('release'), { kind: 'payment.created' });
const offered = after(waiting, SAID);
const choosing = after(offered, CONFIRMED);
const early = after(begin('release', true), { kind: 'payment.created' });
/** After the last moment in which somebody can be standing there. */
const TOO_LATE_MS = 400_000;

describe('an approval that only a webhook tells of', () => {
  it('offers at once what was requested at most, and asks Vipps in the same moment', () => {
    const effects = effectsOf(waiting, { ...SAID, amountMinor: 60_000 });
    expect(effects).toContainEqual({ kind: 'offerSession', creditMinor: MAXIMUM });
    expect(effects).toContainEqual(
      expect.objectContaining({ kind: 'watchPayment', isUrgent: true }),
    );
    expect(offered.sale).toMatchObject({ name: 'offering', isConfirmed: false });
    expect(effectsOf(waiting, { ...SAID, amountMinor: 100 })).toContainEqual({
      kind: 'offerSession',
      creditMinor: 100,
    });
  });

  it('is only asked about when nothing can be offered: not ready, too late, of nothing', () => {
    expect(tell(waiting, SAID, false).sale.name).toBe('awaitingApproval');
    expect(effectsOf(waiting, SAID, false).map(({ kind }) => kind)).toEqual(['watchPayment']);
    expect(effectsOf(waiting, SAID, true, TOO_LATE_MS)).toHaveLength(1);
    expect(effectsOf(waiting, { ...SAID, amountMinor: 0 })).toHaveLength(1);
  });

  it('vends nothing before Vipps has said so itself; what is pressed meanwhile waits', () => {
    const held = after(offered, pressed());
    expect(held.sale).toMatchObject({ name: 'offering', held: SELECTION });
    expect(held.world.approvals).toBe(0);
    expect(held.world.waits).toContain('selectionHold');
    expect(after(held, SAID).sale).toEqual(held.sale);
    expect(after(held, CONFIRMED)).toMatchObject({
      sale: { name: 'vending' },
      world: { approvals: 1 },
    });
  });

  it('is judged by what Vipps says is reserved', () => {
    const held = after(offered, pressed());
    const less: SaleFact = { kind: 'payment.authorized', amountMinor: PRICE - 1 };
    expect(effectsOf(held, less)).toContainEqual({
      kind: 'denyVend',
      requestId: SELECTION.requestId,
      reason: 'price-above-reservation',
    });
    expect(after(held, less).sale).toMatchObject({
      name: 'offering',
      creditMinor: PRICE - 1,
      isReofferDue: true,
    });
    const more: SaleFact = { kind: 'payment.authorized', amountMinor: 60_000 };
    expect(after(offered, more).sale).toMatchObject({ creditMinor: MAXIMUM, isConfirmed: true });
  });

  it('the machine is answered before it gives up, and the offer stands', () => {
    const held = after(offered, pressed());
    expect(effectsOf(held, passed('selectionHold'))).toMatchObject([{ reason: 'too-late' }]);
    expect(after(held, passed('selectionHold')).sale).toMatchObject({
      name: 'offering',
      held: undefined,
      isReofferDue: true,
    });
    expect(after(offered, passed('selectionHold')).sale).toEqual(offered.sale);
    const late = after(offered, pressed(PRICE, 1_045));
    expect(effectsOf(late, CONFIRMED)).toMatchObject([{ reason: 'too-late' }, {}]);
    const back: SaleFact = { kind: 'vend.cancelled', requestId: SELECTION.requestId };
    expect(after(held, back).sale).toMatchObject({ name: 'offering', held: undefined });
  });

  it('waits for the answer too when the product was chosen first', () => {
    const said = after(early, { ...SAID, amountMinor: PRICE });
    expect(said).toMatchObject({ sale: { name: 'offering', held: {} }, world: { approvals: 0 } });
    expect(effectsOf(early, SAID).map(({ kind }) => kind)).not.toContain('offerSession');
    expect(after(said, { kind: 'payment.authorized', amountMinor: PRICE }).sale.name).toBe(
      'vending',
    );
    expect(effectsOf(early, SAID, true, 60_000).map(({ kind }) => kind)).toContain('denyVend');
  });

  it.each([
    [passed('selection'), 'notApproved'],
    [{ kind: 'session.ended' }, 'noSelection'],
    [{ kind: 'session.refused' }, 'machineNotReady'],
    [{ kind: 'machine.lost' }, 'machineNotReady'],
    [{ kind: 'kiosk.restarted' }, 'restarted'],
    [{ kind: 'payment.notFound' }, 'notApproved'],
  ] as const)('%j withdraws it, without keeping the machine: %s', (fact, outcome) => {
    expect(after(offered, fact).sale).toMatchObject({
      name: 'withdrawing',
      outcome,
      isOccupying: false,
    });
  });

  it.each([
    ['payment.aborted', 'declined'],
    ['payment.expired', 'expired'],
    ['payment.terminated', 'movedElsewhere'],
  ] as const)('%s: a webhook is asked about, Vipps is believed', (kind, outcome) => {
    for (const start of [waiting, offered, choosing]) {
      expect(after(start, { kind, isHint: true }).sale.name).toBe(start.sale.name);
      expect(effectsOf(start, { kind, isHint: true })).toMatchObject([
        { kind: 'watchPayment', isUrgent: true },
      ]);
      expect(after(start, { kind }).sale).toMatchObject({ name: 'verifying', outcome });
    }
    const withdrawing = after(waiting, passed('approval'));
    expect(after(withdrawing, { kind, isHint: true }).sale).toEqual(withdrawing.sale);
  });

  it('is given back when Vipps confirms it too late, and not offered again', () => {
    const { state, effects } = transition(offered.sale, {
      ...CONFIRMED,
      atMs: TOO_LATE_MS,
      isMachineReady: true,
    });
    expect(state).toMatchObject({ name: 'releasing', outcome: 'notApproved' });
    expect(effects).toContainEqual({ kind: 'endSession' });
    const denied = after(offered, pressed(MAXIMUM + 1));
    const ended = { kind: 'session.ended', atMs: TOO_LATE_MS, isMachineReady: true } as const;
    expect(transition(denied.sale, ended).state.name).toBe('withdrawing');
  });
});

describe('an approval that comes too late', () => {
  it('is given back, whoever tells of it', () => {
    for (const sale of [waiting.sale, after(waiting, passed('approval')).sale]) {
      const late = { ...CONFIRMED, atMs: TOO_LATE_MS, isMachineReady: true };
      expect(transition(sale, late).state).toMatchObject({
        name: 'releasing',
        outcome: 'notApproved',
      });
    }
  });

  it('is not waited for after a restart: others are served meanwhile', () => {
    const late = { kind: 'kiosk.restarted', atMs: TOO_LATE_MS, isMachineReady: false } as const;
    expect(transition(waiting.sale, late).state).toMatchObject({
      name: 'withdrawing',
      outcome: 'restarted',
      isOccupying: false,
    });
  });

  it('in a withdrawal is Vipps’ word alone', () => {
    const withdrawing = after(waiting, passed('approval'));
    expect(after(withdrawing, SAID).sale).toEqual(withdrawing.sale);
    expect(after(withdrawing, observed(0, 0)).sale).toEqual(withdrawing.sale);
    expect(after(withdrawing, observed(100, 0)).sale.name).toBe('verifying');
  });
});

describe('money that is said to have moved while we have ordered nothing', () => {
  it('is asked about; nothing is vended meanwhile, and the sale goes on when it is untouched', () => {
    const doubted = after(choosing, MOVED);
    expect(doubted.sale).toMatchObject({ name: 'offering', isConfirmed: false });
    expect(after(doubted, pressed()).sale).toMatchObject({ held: {} });
    expect(after(doubted, pressed(), CONFIRMED).sale.name).toBe('vending');
    expect(after(waiting, MOVED).sale).toEqual(waiting.sale);
    expect(after(waiting, observed(0, 0)).sale).toEqual(waiting.sale);
    expect(after(choosing, observed(0, 0)).sale).toEqual(choosing.sale);
    expect(after(choosing, CONFIRMED).sale).toEqual(choosing.sale);
  });

  it('ends the offer when Vipps says so', () => {
    for (const start of [choosing, after(choosing, MOVED, pressed())]) {
      expect(after(start, observed(0, MAXIMUM)).sale).toMatchObject({
        name: 'verifying',
        outcome: 'movedElsewhere',
      });
    }
    expect(after(waiting, observed(100, 0)).sale).toMatchObject({ outcome: 'movedElsewhere' });
    const doubted = after(choosing, MOVED);
    expect(after(doubted, passed('selection')).sale).toMatchObject({ name: 'releasing' });
    // An answer from before the approval.
    expect(after(doubted, { kind: 'payment.notFound' }).sale).toEqual(doubted.sale);
  });

  it('cannot call back a vend: it is read, and known when the approval turns out to be void', () => {
    const vending = after(choosing, pressed());
    expect(effectsOf(vending, MOVED)).toMatchObject([{ kind: 'observePayment' }]);
    const seen = after(vending, MOVED, observed(0, MAXIMUM));
    expect(seen.sale).toMatchObject({ name: 'vending', aggregate: { cancelledMinor: MAXIMUM } });
    const back: SaleFact = { kind: 'vend.approvalRefused', requestId: SELECTION.requestId };
    expect(after(vending, back).sale).toMatchObject({ name: 'offering', isConfirmed: false });
  });

  it('ends the wait for a person’s decision', () => {
    const held = after(begin('review'), CONFIRMED, pressed(), { kind: 'machine.lost' });
    expect(effectsOf(held, MOVED)).toMatchObject([{ kind: 'observePayment' }]);
    expect(after(held, observed(0, 0)).sale).toEqual(held.sale);
    expect(after(held, observed(0, MAXIMUM)).sale).toMatchObject({
      name: 'verifying',
      outcome: 'movedElsewhere',
    });
  });
});
