import { decodeSaleEvent, encodeSaleEvent } from '#contract/journal/sale-event.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { describe, expect, it } from 'vitest';
import { checkIn, SELECTION } from '../../../support/sale-world.ts';

const money = { authorizedMinor: 5000, capturedMinor: 0, cancelledMinor: 0, refundedMinor: 0 };
const requestId = 'request-1';

const FACTS: readonly SaleFact[] = [
  checkIn('release'),
  checkIn('review', true),
  { kind: 'customer.turnedAway' },
  { kind: 'payment.created' },
  { kind: 'payment.createRefused', code: '4050' },
  { kind: 'payment.authorized', amountMinor: 5000 },
  { kind: 'payment.authorized', amountMinor: 5000, guaranteedUntilMs: 9 },
  { kind: 'payment.aborted' },
  { kind: 'payment.expired' },
  { kind: 'payment.terminated' },
  { kind: 'payment.notFound' },
  { kind: 'payment.captured', aggregate: money },
  { kind: 'payment.captureRefused', refusal: 'later', code: '6260' },
  { kind: 'payment.released', aggregate: money },
  { kind: 'payment.releaseRefused', refusal: 'look', code: '6190' },
  { kind: 'payment.observed', aggregate: money },
  { kind: 'payment.observed', aggregate: money, foreign: ['REFUNDED 500'] },
  {
    kind: 'payment.observed',
    aggregate: money,
    own: { capturedMinor: 1, cancelledMinor: 2, refundedMinor: 3 },
  },
  { kind: 'payment.observed', aggregate: money, own: undefined },
  { kind: 'payment.moved' },
  { kind: 'payment.moved', mayBeOurs: true },
  { kind: 'payment.moved', mayBeOurs: undefined },
  { kind: 'payment.authorized', amountMinor: 5000, isHint: true },
  Object.assign(checkIn('release'), { ageMs: 900 }),
  { kind: 'payment.refunded', aggregate: money },
  { kind: 'payment.refundRefused', code: '6220' },
  {
    kind: 'refund.requested',
    refund: { refundId: 'r1', amountMinor: 500, reason: 'stale', by: 'owner' },
  },
  { kind: 'receipt.posted' },
  { kind: 'receipt.refused', code: '409' },
  { kind: 'vend.requested', selection: { ...SELECTION, answerByMs: 9 }, refusal: undefined },
  {
    kind: 'vend.requested',
    selection: { ...SELECTION, selection: undefined, item: undefined, answerByMs: 9 },
    refusal: 'not-sellable',
  },
  { kind: 'vend.approvalRefused', requestId },
  { kind: 'vend.succeeded', requestId },
  { kind: 'vend.succeeded', requestId, proof: { drop: 'confirmed', tookMs: 900 } },
  { kind: 'vend.succeeded', requestId, proof: undefined },
  { kind: 'vend.failed', requestId },
  { kind: 'vend.cancelled', requestId },
  { kind: 'vend.unknown', requestId },
  { kind: 'session.refused' },
  { kind: 'session.ended' },
  { kind: 'machine.lost' },
  { kind: 'deadline.passed', deadline: 'approval' },
  { kind: 'kiosk.restarted' },
  { kind: 'technician.resolved', decision: 'charge' },
];

describe('a journal row', () => {
  it.each(FACTS)('gives back $kind as it was', (fact) => {
    const event: SaleEvent = { ...fact, atMs: 1_000, isMachineReady: true };
    expect(decodeSaleEvent(encodeSaleEvent(event))).toEqual(event);
  });

  it.each([
    'not json',
    '{}',
    '{"kind":"payment.created"}',
    '{"kind":"deadline.passed","deadline":"tea","atMs":1,"isMachineReady":true}',
    '{"kind":"deadline.passed","deadline":7,"atMs":1,"isMachineReady":true}',
    encodeSaleEvent({
      ...checkIn('release'),
      atMs: 1,
      isMachineReady: true,
    }).replace('vm-0001-', 'VM '),
    encodeSaleEvent({ ...checkIn('release'), atMs: 1, isMachineReady: true }).replace(
      /"reference":"[^"]*"/,
      '"reference":7',
    ),
  ])('is refused when it is damaged: %s', (text) => {
    expect(decodeSaleEvent(text)).toBeUndefined();
  });
});
