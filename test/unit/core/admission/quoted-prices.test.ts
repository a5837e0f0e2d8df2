import { atQuotedPrices, quotedPricesOf } from '#core/admission/quoted-prices.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

describe('the price book of a customer', () => {
  it('keeps price, product and rate; what is in the slot is as it is now', () => {
    const book = quotedPricesOf([slotWith({ stock: 5 })]);
    const now = slotWith({ priceMinor: 9_900, product: 'Water', vatRate: 2_500, stock: 0 });
    expect(atQuotedPrices([now], book)).toEqual([slotWith({ stock: 0 })]);
  });

  it('a slot that was not there yet sells at its own price', () => {
    const added = slotWith({ selection: 'C1', priceMinor: 1_000 });
    expect(atQuotedPrices([added], quotedPricesOf([slotWith()]))).toEqual([added]);
  });
});
