import { isPaymentReference } from '#core/base/ids.ts';
import type { OperatorAlert } from '#core/payment/operator-alerts.ts';
import { expect, test } from 'vitest';
import { createAlertOutbox } from '../../../../src/main/gateway/alert-outbox.ts';

const NOON = Date.parse('2026-11-30T12:00:00Z');

function alert(end: string, over: Partial<OperatorAlert> = {}): OperatorAlert {
  const reference = `vm-0001-01k8pf3x2m4rv7w9yzabcdef${end}`;
  if (!isPaymentReference(reference)) throw new RangeError(reference);
  return {
    alert: 'receiptMissing',
    reference,
    sinceMs: NOON,
    amountMinor: 3000,
    currency: 'NOK',
    code: '400',
    ...over,
  };
}

const kinds = (box: ReturnType<typeof createAlertOutbox>): readonly string[] =>
  box.waiting().map(({ kind }) => kind);

test('a relay that does not say what it knows is told of a fault: it would end the link over more', () => {
  const box = createAlertOutbox();
  box.add(alert('00'));
  box.add(alert('01', { alert: 'settlementOverdue' }));
  expect(kinds(box)).toEqual(['machineFault', 'settlementOverdue']);
  box.understands(['receiptMissing', 'settlementOverdue']);
  expect(kinds(box)).toEqual(['receiptMissing', 'settlementOverdue']);
  box.understands(undefined);
  expect(kinds(box)).toEqual(['machineFault', 'settlementOverdue']);
});

test('receipts missing for one reason on one day are one alert, the first one’s', () => {
  const box = createAlertOutbox();
  box.add(alert('00'));
  box.add(alert('01'));
  box.add(alert('02', { code: '401' }));
  box.add(alert('03', { code: undefined, sinceMs: NOON + 24 * 3_600_000 }));
  const waiting = box.waiting();
  expect(waiting.map(({ id }) => id)).toEqual([
    'receiptMissing:2026-11-30:400',
    'receiptMissing:2026-11-30:401',
    'receiptMissing:2026-12-01:',
  ]);
  expect(waiting[0]).toMatchObject({ reference: alert('00').reference, amountMinor: 3000 });
  expect(waiting[0]?.detail).toContain('(400)');
  box.acknowledge('receiptMissing:2026-11-30:400');
  expect(box.waiting()).toHaveLength(2);
});
