import { describe, expect, it } from 'vitest';
import { violationsOf, type Books } from '../support/books.ts';

const SALE = {
  reference: 'vm-0001-a',
  state: 'settled',
  outcome: 'sold',
  startedAt: '2026-10-05T10:00:00.000Z',
  selection: 'A1',
  price: 3000,
  reserved: 3500,
  captured: 3000,
  refunded: 0,
};
const PAYMENT = { reference: SALE.reference, reserved: 3500, captured: 3000, refunded: 0, open: 0 };
const DROP_MS = Date.parse(SALE.startedAt) + 5_000;

const RIGHT: Books = {
  ledger: [PAYMENT],
  sales: [SALE],
  drops: [{ selection: 'A1', atMs: DROP_MS }],
  transcript: [{ atMs: DROP_MS - 1_000, direction: 'host', line: 'C,VEND,30.00' }],
  taken: { A1: 1, A2: 0 },
};

describe('the check of the books', () => {
  it('finds nothing in books that agree', () => {
    expect(violationsOf(RIGHT)).toEqual([]);
    const lost = { ...SALE, outcome: 'unknownReleased', captured: 0 };
    const payment = { ...PAYMENT, captured: 0 };
    expect(violationsOf({ ...RIGHT, sales: [lost], ledger: [payment], taken: {} })).toEqual([]);
  });

  it.each<[string, Partial<Books>, RegExp]>([
    ['money that stays reserved', { ledger: [{ ...PAYMENT, open: 500 }] }, /500 stay reserved/],
    [
      'another amount than the price',
      { ledger: [{ ...PAYMENT, captured: 3500 }] },
      /captured 3500/,
    ],
    ['a charge without a drop', { drops: [] }, /charged, nothing dropped/],
    ['two drops for one payment', { drops: [...RIGHT.drops, ...RIGHT.drops] }, /2 products/],
    [
      'a free product',
      { sales: [{ ...SALE, outcome: 'noSelection', captured: 0 }] },
      /dropped, not charged/,
    ],
    ['a payment nobody knows', { sales: [] }, /the kiosk knows nothing/],
    ['a sale that never ends', { sales: [{ ...SALE, state: 'capturing' }] }, /still capturing/],
    ['a charge that Vipps does not know', { ledger: [] }, /unknown to Vipps/],
    ['a refund only one side knows', { ledger: [{ ...PAYMENT, refunded: 100 }] }, /differ/],
    ['stock that was not counted', { taken: { A1: 0 } }, /0 taken from stock for 1/],
    ['two approvals', { transcript: [...RIGHT.transcript, ...RIGHT.transcript] }, /2 approvals/],
    ['a drop before any sale', { drops: [{ selection: 'A1', atMs: 0 }] }, /without a sale/],
  ])('finds %s', (_what, wrong, words) => {
    expect(violationsOf({ ...RIGHT, ...wrong }).join('\n')).toMatch(words);
  });
});
