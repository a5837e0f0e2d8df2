import { decodePriceBook, encodePriceBook } from '#contract/journal/quoted-prices.ts';
import { quotedPricesOf } from '#core/admission/quoted-prices.ts';
import { expect, test } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

test('a price book is read as it was written', () => {
  const book = quotedPricesOf([slotWith(), slotWith({ selection: 'A2', product: 'Is “Ås”' })]);
  expect(decodePriceBook(encodePriceBook(book))).toEqual(book);
});

test.each([
  '',
  '{',
  '{}',
  '[["A1",{"product":"Cola"}]]',
  '[["A1",{"product":"x","priceMinor":1.5,"vatRate":1}]]',
])('%j is none', (json) => {
  expect(decodePriceBook(json)).toBeUndefined();
});
