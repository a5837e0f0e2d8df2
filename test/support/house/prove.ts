import { expect } from 'vitest';
import type { FailureMode } from '../../misfortune/modes/failure-mode.ts';
import type { House } from './house.ts';
import { ledgerOf, settled } from './people.ts';
import { technicianSees } from './technician-sees.tsx';

/** Waits for the end of the sale and compares it with its row in docs/failure-modes.md. */
export async function prove(house: House, reference: string, mode: FailureMode): Promise<void> {
  const sale = await settled(house, reference, 24 * 3_600_000);
  expect(sale.outcome, 'how the sale ended').toBe(mode.outcome);
  const row = ledgerOf(house, reference);
  const owed = mode.customerPays === 'nothing' ? 0 : sale.price;
  expect(row.captured - row.refunded, 'what the customer pays').toBe(owed);
  expect(row.open, 'what stays reserved').toBe(0);
  expect(sale, 'the journal says what Vipps says').toMatchObject({
    reserved: row.reserved,
    captured: row.captured,
    released: row.reserved === 0 ? 0 : row.released,
    refunded: row.refunded,
  });
  const reviews = house.reviews().filter((review) => review.reference === reference);
  expect(reviews.map((review) => review.kind).sort()).toEqual([...mode.reviews].sort());
  await technicianSees(house, mode);
}

/** The request never reached the customer: the sale ended at once, and Vipps has no payment. */
export async function proveRefused(house: House, mode: FailureMode): Promise<void> {
  const isEnded = (): boolean => house.sales().at(-1)?.state === 'settled';
  await house.until('the end of the sale', isEnded);
  const sale = house.sales().at(-1);
  expect(sale, 'how the sale ended').toMatchObject({
    outcome: mode.outcome,
    reserved: 0,
    captured: 0,
  });
  expect(house.ledger(), 'payments at Vipps').toEqual([]);
  const reviews = house.reviews().filter((review) => review.reference === sale?.reference);
  expect(reviews.map((review) => review.kind)).toEqual(mode.reviews);
  await technicianSees(house, mode);
}

/** The customer was never asked to pay: no payment, no sale. */
export function proveNoSale(house: House): void {
  expect(house.ledger(), 'payments at Vipps').toEqual([]);
  expect(house.sales(), 'sales').toEqual([]);
}

/** The scan was refused at once, with the reviews that the row names. */
export async function proveTurnedAway(house: House, mode: FailureMode): Promise<void> {
  expect(mode, 'the row').toMatchObject({ customerPays: 'nothing', outcome: undefined });
  proveNoSale(house);
  expect(house.reviews().map((review) => review.kind)).toEqual(mode.reviews);
  await technicianSees(house, mode);
}
