import { expect, test } from 'vitest';
import { messageFor } from '../../../../src/simulator/phone/payment-message.ts';
import type { LedgerRow } from '../../../../src/simulator/vipps/ledger.ts';

const ASKED: LedgerRow = {
  reference: 'vm-0001-01jd0000000000000000000000',
  merchantSerialNumber: '123456',
  state: 'CREATED',
  currency: 'NOK',
  requested: 3_500,
  reserved: 0,
  captured: 0,
  released: 0,
  refunded: 0,
  open: 0,
  createdAt: '2026-11-30T12:00:00.000Z',
  minimumUserAge: undefined,
  receipt: undefined,
};
const RESERVED: LedgerRow = { ...ASKED, state: 'AUTHORIZED', reserved: 3_500, open: 3_500 };
const PAID: LedgerRow = { ...RESERVED, captured: 2_500, released: 1_000, open: 0 };

test.each<[string, Partial<LedgerRow>, string]>([
  ['is asked', ASKED, 'Reserve 35.00 NOK?'],
  ['has approved', RESERVED, '35.00 NOK is reserved. Choose on the machine.'],
  ['is charged', { ...RESERVED, captured: 2_500, open: 1_000 }, 'You pay 25.00 NOK.'],
  ['has the rest back', PAID, 'You paid 25.00; 10.00 came back.'],
  ['has bought the dearest', { ...PAID, captured: 3_500, released: 0 }, 'You paid 35.00 NOK.'],
  ['has it refunded', { ...PAID, refunded: 2_500 }, 'You paid 25.00; 25.00 was refunded.'],
  ['declines', { ...ASKED, state: 'ABORTED' }, 'You declined. Nothing is charged.'],
  ['waits too long', { ...ASKED, state: 'EXPIRED' }, 'The request has ended. Nothing is charged.'],
  [
    'left meanwhile',
    { ...ASKED, state: 'TERMINATED' },
    'The request has ended. Nothing is charged.',
  ],
])('a customer who %s reads it in one sentence', (_when, row, title) => {
  expect(messageFor({ ...ASKED, ...row }, true).title).toBe(title);
});

test('all of it came back: the phone says whether something dropped all the same', () => {
  const back: LedgerRow = { ...RESERVED, released: 3_500, open: 0 };
  expect(messageFor(back, false)).toEqual({
    title: 'Nothing dropped, nothing charged.',
    detail: '35.00 NOK was reserved. All of it came back.',
  });
  expect(messageFor(back, true).title).toBe('Nothing charged.');
});

test('a refund of a part leaves the rest paid', () => {
  expect(messageFor({ ...PAID, refunded: 1_000 }, true)).toEqual({
    title: 'You paid 25.00; 10.00 was refunded.',
    detail: 'You paid 15.00 NOK.',
  });
});
