import { describePayment } from '#contract/vipps/description.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
} from '#contract/vipps/epayment.ts';
import {
  kioskCancelSchema,
  kioskCreateSchema,
  kioskModificationSchema,
  kioskReceiptSchema,
  withStandingDescription,
  type KioskCreate,
} from '#contract/vipps/kiosk-calls.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { currencyOf, MARKETS } from '#core/money/money.ts';
import { describe, expect, test } from 'vitest';

function built(
  market: (typeof MARKETS)[number],
  isExactPrice: boolean,
  userFlow: 'PUSH_MESSAGE' | 'WEB_REDIRECT' = 'PUSH_MESSAGE',
): KioskCreate {
  const currency = currencyOf(market);
  const description = describePayment({ amountMinor: 4250, currency, market, isExactPrice });
  const request = buildCreatePaymentRequest({
    reference: 'vm-1-01k00000000000000000000000',
    amountMinor: 4250,
    currency,
    customerToken: 'token',
    userFlow,
    returnUrl: 'https://relay.example/back',
    description,
    machineId: 'vm-1',
  });
  const parsed = kioskCreateSchema.parse(request);
  // What is passed on is what the kiosk made, byte for byte.
  expect(JSON.stringify(parsed)).toBe(JSON.stringify(request));
  return parsed;
}

describe('what a kiosk makes', () => {
  test.each(MARKETS)('is taken as it is: %s', (market) => {
    for (const isExactPrice of [true, false]) {
      const create = built(market, isExactPrice);
      expect(withStandingDescription(create, market)).toEqual(create);
    }
    expect(built(market, false, 'WEB_REDIRECT').returnUrl).toBe('https://relay.example/back');
    const currency = currencyOf(market);
    const change = buildModificationRequest(1, currency);
    expect(kioskModificationSchema.parse(change)).toEqual(change);
    const receipt = buildReceipt({
      currency,
      productName: 'Cola',
      productId: '1',
      priceMinor: 3000,
      vatRateHundredths: 2550,
      machineId: 'vm-1',
      receiptNumber: 'vm-1-01k00000000000000000000000',
    });
    expect(kioskReceiptSchema.parse(receipt)).toEqual(receipt);
  });

  test('has an age limit when a product has one', () => {
    const create = { ...built('NO', false), minimumUserAge: 16 };
    expect(kioskCreateSchema.parse(create)).toEqual(create);
  });

  test('cancels', () => {
    for (const isOnly of [true, false]) {
      const cancel = buildCancelRequest(isOnly);
      expect(kioskCancelSchema.parse(cancel)).toEqual(cancel);
    }
  });
});

test.each(['Your account is locked', undefined])('a text such as %s is replaced', (text) => {
  const create = built('DK', false);
  const other = { ...create, paymentDescription: text };
  expect(withStandingDescription(other, 'DK').paymentDescription).toBe(create.paymentDescription);
});
