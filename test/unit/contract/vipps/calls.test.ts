import {
  forceApprovePath,
  merchantQrPath,
  orderPath,
  paymentPath,
  receiptPath,
  webhookPath,
} from '#contract/vipps/calls.ts';
import { expect, test } from 'vitest';

test('every call has its path', () => {
  expect(paymentPath('vm1-abc')).toBe('/epayment/v1/payments/vm1-abc');
  expect(paymentPath('vm1-abc', 'capture')).toBe('/epayment/v1/payments/vm1-abc/capture');
  expect(forceApprovePath('vm1-abc')).toBe('/epayment/v1/test/payments/vm1-abc/approve');
  expect(webhookPath('1')).toBe('/webhooks/v1/webhooks/1');
  expect(merchantQrPath('vm1')).toBe('/qr/v1/merchant-callback/vm1');
  expect(receiptPath('vm1-abc')).toBe('/order-management/v2/ecom/receipts/vm1-abc');
  expect(orderPath('vm1-abc')).toBe('/order-management/v2/ecom/vm1-abc');
});

test('nothing in a reference leaves its place in the path', () => {
  expect(paymentPath('../x?y')).toBe('/epayment/v1/payments/..%2Fx%3Fy');
});
