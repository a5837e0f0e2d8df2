import { timelineOf } from '#core/sales/timeline.ts';
import { paymentReference, isMachineId } from '#core/base/ids.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { describe, expect, it } from 'vitest';

const BEGAN = 1_790_000_000_000;

function at(seconds: number, fact: SaleFact): SaleEvent {
  return { ...fact, atMs: BEGAN + seconds * 1_000, isMachineReady: true };
}

function reference(): ReturnType<typeof paymentReference> {
  const machine = 'vm-0001';
  if (!isMachineId(machine)) throw new Error('It is one.');
  return paymentReference(machine, '01k8pf3x2m4rv7w9yzabcdefgh');
}

const aggregate = {
  authorizedMinor: 3200,
  capturedMinor: 2500,
  cancelledMinor: 700,
  refundedMinor: 500,
};
const selection = {
  requestId: 'r',
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 2500,
  vatRate: 2500,
  answerByMs: BEGAN,
};

describe('the timeline of a sale', () => {
  it('tells each step with its time, the gap before it, and what it was about', () => {
    const told = timelineOf(
      [
        at(0, {
          kind: 'customer.checkedIn',
          reference: reference(),
          checkInId: 'c',
          currency: 'NOK',
          amountMinor: 3200,
          terms: {
            approvalMs: 1,
            selectionMs: 1,
            vendResultMs: 1,
            onUnknownOutcome: 'release',
            postReceipt: true,
          },
          held: undefined,
        }),
        at(6, { kind: 'payment.expired', isHint: true }),
        at(7.5, { kind: 'payment.authorized', amountMinor: 3200, isHint: true }),
        at(7.7, { kind: 'payment.authorized', amountMinor: 3200 }),
        at(12, { kind: 'vend.requested', selection, refusal: undefined }),
        at(15, {
          kind: 'vend.succeeded',
          requestId: 'r',
          proof: { drop: 'confirmed', tookMs: 900 },
        }),
        at(16, { kind: 'payment.captured', aggregate }),
        at(17, { kind: 'payment.released', aggregate }),
        at(18, { kind: 'payment.observed', aggregate }),
        at(30, { kind: 'receipt.refused', code: 'E1' }),
        at(60, {
          kind: 'refund.requested',
          refund: { refundId: 'f', amountMinor: 500, reason: 'Damaged', by: 'Ada' },
        }),
        at(59, { kind: 'payment.refunded', aggregate }),
      ],
      [],
    );
    expect(
      told.map(({ kind, gapMs, amountMinor, detail }) => [kind, gapMs, amountMinor, detail]),
    ).toEqual([
      ['customer.checkedIn', 0, 3200, undefined],
      ['payment.authorized', 7_500, 3200, undefined],
      ['vend.requested', 4_500, 2500, undefined],
      ['vend.succeeded', 3_000, undefined, 'confirmed'],
      ['payment.captured', 1_000, 2500, undefined],
      ['payment.released', 1_000, 700, undefined],
      ['receipt.refused', 13_000, undefined, 'E1'],
      ['refund.requested', 30_000, 500, 'Damaged'],
      // The clock was set back.
      ['payment.refunded', 0, 500, undefined],
    ]);
    expect(told[2]).toMatchObject({ slot: 'A1', product: 'Cola' });
    expect(told[7]?.by).toBe('Ada');
  });

  it('leaves out waits that no customer notices', () => {
    const told = timelineOf(
      [
        at(0, { kind: 'deadline.passed', deadline: 'hold' }),
        at(1, { kind: 'deadline.passed', deadline: 'settlementRetry' }),
        at(2, { kind: 'technician.resolved', decision: 'release' }),
        at(3, { kind: 'vend.succeeded', requestId: 'r' }),
      ],
      [],
    );
    expect(told.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['deadline.passed', 'hold'],
      ['technician.resolved', 'release'],
      ['vend.succeeded', undefined],
    ]);
  });
});
