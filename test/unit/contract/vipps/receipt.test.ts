import {
  buildReceipt,
  isSameReceipt,
  orderSchema,
  receiptSchema,
  type ReceiptDetails,
} from '#contract/vipps/receipt.ts';
import { describe, expect, test } from 'vitest';

const details: ReceiptDetails = {
  currency: 'NOK',
  productName: 'Water',
  productId: 'W-1',
  priceMinor: 3000,
  vatRateHundredths: 2500,
  machineId: 'vm0001',
  receiptNumber: 'vm0001-01hzzzzzzzzzzzzzzzzzzzzzzz',
};

describe('a receipt', () => {
  test('splits 30.00 at 25 % into 24.00 and 6.00', () => {
    expect(buildReceipt(details)).toStrictEqual({
      orderLines: [
        {
          name: 'Water',
          id: 'W-1',
          totalAmount: 3000,
          totalAmountExcludingTax: 2400,
          totalTaxAmount: 600,
          taxRate: 2500,
          unitInfo: { unitPrice: 3000, quantity: '1', quantityUnit: 'PCS' },
        },
      ],
      bottomLine: { currency: 'NOK', posId: 'vm0001', receiptNumber: details.receiptNumber },
    });
  });

  test.each([
    [2500, 1500, 326],
    [1990, 1350, 237],
    [1000, 0, 0],
  ])('of %d at %d hundredths has %d of tax', (priceMinor, vatRateHundredths, tax) => {
    const line = buildReceipt({ ...details, priceMinor, vatRateHundredths }).orderLines[0];
    expect(line?.totalTaxAmount).toBe(tax);
    expect(line?.totalAmountExcludingTax).toBe(priceMinor - tax);
  });

  test('is what its schema takes, and is found again in an order', () => {
    const receipt = buildReceipt(details);
    expect(receiptSchema.parse(receipt)).toStrictEqual(receipt);
    const order = orderSchema.parse({ category: null, receipt });
    expect(order.receipt).toStrictEqual(receipt);
    expect(orderSchema.parse({}).receipt).toBeUndefined();
  });

  test('is the same when product and money are, and another when they are not', () => {
    const receipt = buildReceipt(details);
    expect(isSameReceipt(receipt, buildReceipt({ ...details, machineId: 'other' }))).toBe(true);
    expect(isSameReceipt(receipt, buildReceipt({ ...details, priceMinor: 3100 }))).toBe(false);
    expect(isSameReceipt(receipt, buildReceipt({ ...details, currency: 'DKK' }))).toBe(false);
  });
});
