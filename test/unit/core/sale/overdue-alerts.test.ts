import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { SaleState } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { checkIn, MAXIMUM, PRICE, REFERENCE, SELECTION } from '../../../support/sale-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = 1_000_000;

interface Told {
  readonly sale: SaleState;
  readonly effects: readonly SaleEffect[];
}

function tell(sale: SaleState, fact: SaleFact, atMs = START_MS): Told {
  const step = transition(sale, { ...fact, atMs, isMachineReady: true });
  return { sale: step.state, effects: step.effects };
}

const WARNING: SaleFact = { kind: 'deadline.passed', deadline: 'settlementWarning' };
const RESTARTED: SaleFact = { kind: 'kiosk.restarted' };

function waitOf({ effects }: Told): number | undefined {
  const waits = effects.flatMap((effect) =>
    effect.kind === 'startDeadline' && effect.name === 'settlementWarning' ? [effect.afterMs] : [],
  );
  expect(waits.length).toBeLessThanOrEqual(1);
  return waits[0];
}

function capturing(guaranteedUntilMs?: number): Told {
  const approved: SaleFact = {
    kind: 'payment.authorized',
    amountMinor: MAXIMUM,
    guaranteedUntilMs,
  };
  const chosen: SaleFact = {
    kind: 'vend.requested',
    selection: { ...SELECTION, answerByMs: START_MS + 50_000 },
    refusal: undefined,
  };
  const facts = [checkIn('release'), approved, chosen];
  const sale = facts.reduce<SaleState>((state, fact) => tell(state, fact).sale, { name: 'idle' });
  return tell(sale, { kind: 'vend.succeeded', requestId: SELECTION.requestId });
}

describe('money that does not come to rest', () => {
  it('is told to the technician after an hour, to the operator after half a day, and again before it is lost', () => {
    const begun = capturing();
    expect(waitOf(begun)).toBe(HOUR_MS);
    const first = tell(begun.sale, WARNING, START_MS + HOUR_MS);
    expect(first.effects[0]).toMatchObject({ kind: 'addReview', review: 'settlementOverdue' });
    expect(waitOf(first)).toBe(11 * HOUR_MS);
    const second = tell(first.sale, WARNING, START_MS + 12 * HOUR_MS);
    expect(second.effects[0]).toEqual({
      kind: 'alertOperator',
      alert: 'settlementOverdue',
      reference: REFERENCE,
      sinceMs: START_MS,
      amountMinor: MAXIMUM,
      currency: 'NOK',
    });
    // 180 days in Norway, and a timer never runs longer than a day.
    expect(waitOf(second)).toBe(DAY_MS);
    const early = tell(second.sale, WARNING, START_MS + 2 * DAY_MS);
    expect(early).toMatchObject({ sale: second.sale });
    expect(waitOf(early)).toBe(DAY_MS);
    const third = tell(second.sale, WARNING, START_MS + 179 * DAY_MS);
    expect(third.effects).toMatchObject([{ kind: 'alertOperator', alert: 'captureDeadlineNear' }]);
    expect(tell(third.sale, WARNING, START_MS + 180 * DAY_MS).effects).toEqual([]);
  });

  it('is lost sooner where Vipps guarantees it for a shorter time', () => {
    const { sale } = capturing(START_MS + 7 * DAY_MS);
    expect(sale).toMatchObject({ captureByMs: START_MS + 7 * DAY_MS });
  });

  it('keeps its age from state to state and over restarts', () => {
    const warned = tell(capturing().sale, WARNING, START_MS + HOUR_MS).sale;
    const releasing = tell(
      warned,
      {
        kind: 'payment.captured',
        aggregate: {
          authorizedMinor: MAXIMUM,
          capturedMinor: PRICE,
          cancelledMinor: 0,
          refundedMinor: 0,
        },
      },
      START_MS + 2 * HOUR_MS,
    );
    expect(waitOf(releasing)).toBe(10 * HOUR_MS);
    expect(waitOf(tell(releasing.sale, RESTARTED, START_MS + 3 * HOUR_MS))).toBe(9 * HOUR_MS);
    const late = tell(releasing.sale, WARNING, START_MS + 13 * HOUR_MS);
    expect(late.effects[0]).toMatchObject({ amountMinor: MAXIMUM - PRICE });
    const again = tell(late.sale, RESTARTED, START_MS + 14 * HOUR_MS);
    expect(again.effects).toContainEqual(late.effects[0]);
  });

  it('is watched when it is refused for good, read back, and withdrawn', () => {
    const { sale } = capturing();
    const refused = tell(
      sale,
      { kind: 'payment.captureRefused', refusal: 'fullCaptureOnly', code: '6140' },
      START_MS + HOUR_MS / 2,
    );
    expect(refused.sale).toMatchObject({ name: 'releasing', outstandingSinceMs: START_MS });
    const later: SaleFact = { kind: 'payment.captureRefused', refusal: 'later', code: '6260' };
    const verifying = tell(sale, later, START_MS + HOUR_MS / 2);
    expect(waitOf(verifying)).toBe(HOUR_MS / 2);
    expect(tell(verifying.sale, WARNING, START_MS + HOUR_MS).effects[0]).toMatchObject({
      review: 'settlementOverdue',
    });
    const begun = tell({ name: 'idle' }, checkIn('release')).sale;
    const withdrawing = tell(begun, RESTARTED);
    expect(waitOf(withdrawing)).toBe(HOUR_MS);
    const first = tell(withdrawing.sale, WARNING, START_MS + HOUR_MS).sale;
    const second = tell(first, WARNING, START_MS + 12 * HOUR_MS);
    expect(second.effects).toMatchObject([{ kind: 'alertOperator', amountMinor: 0 }]);
  });

  it('other deadlines mean nothing to a settlement under way', () => {
    const { sale } = capturing();
    const other: SaleFact = { kind: 'deadline.passed', deadline: 'selection' };
    expect(tell(sale, other)).toEqual({ sale, effects: [] });
  });
});
