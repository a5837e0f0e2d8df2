import { CURRENCIES, type Currency } from '#core/money/money.ts';
import { vatIncluded } from '#core/money/vat-included.ts';
import { z } from 'zod';
import { absentOr } from './amount.ts';

/** Order Management API 2.1. A receipt is posted once and can never be corrected. */

const minor = z.number().int();

export const orderLineSchema = z.object({
  name: z.string().min(1),
  id: z.string().min(1),
  /** Minor units, VAT included, after discount. */
  totalAmount: minor,
  totalAmountExcludingTax: minor,
  totalTaxAmount: minor,
  /** Hundredths of a percent: 2500 = 25 %. */
  taxRate: absentOr(z.number().int().min(0).max(10_000)),
  unitInfo: absentOr(
    z.object({
      unitPrice: minor.min(0).nullable(),
      quantity: z
        .string()
        .max(10)
        .regex(/^\d+(\.\d{1,8})?$/),
      quantityUnit: absentOr(z.enum(['PCS', 'KG', 'KM', 'MINUTE', 'LITRE', 'KWH'])),
    }),
  ),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** POST /order-management/v2/ecom/receipts/{reference} */
export const receiptSchema = z.object({
  orderLines: z.array(orderLineSchema).min(1),
  bottomLine: z.object({
    currency: z.enum(CURRENCIES),
    posId: absentOr(z.string()),
    receiptNumber: absentOr(z.string()),
  }),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** GET /order-management/v2/ecom/{reference} */
export const orderSchema = z.object({ receipt: absentOr(receiptSchema) });
export type Order = z.infer<typeof orderSchema>;

export interface ReceiptDetails {
  readonly currency: Currency;
  readonly productName: string;
  readonly productId: string;
  /** Minor units, VAT included. */
  readonly priceMinor: number;
  /** Hundredths of a percent. */
  readonly vatRateHundredths: number;
  readonly machineId: string;
  /** Unique per sale; shown on the receipt. */
  readonly receiptNumber: string;
}

/** The one product that dropped. */
export function buildReceipt(details: ReceiptDetails): Receipt {
  const taxMinor = vatIncluded(details.priceMinor, details.vatRateHundredths);
  return {
    orderLines: [
      {
        name: details.productName,
        id: details.productId,
        totalAmount: details.priceMinor,
        totalAmountExcludingTax: details.priceMinor - taxMinor,
        totalTaxAmount: taxMinor,
        taxRate: details.vatRateHundredths,
        unitInfo: { unitPrice: details.priceMinor, quantity: '1', quantityUnit: 'PCS' },
      },
    ],
    bottomLine: {
      currency: details.currency,
      posId: details.machineId,
      receiptNumber: details.receiptNumber,
    },
  };
}

function linesOf(receipt: Receipt): string {
  const lines = receipt.orderLines.map((line) => [
    line.id,
    line.name,
    line.totalAmount,
    line.totalTaxAmount,
  ]);
  return JSON.stringify([receipt.bottomLine.currency, lines]);
}

/** Whether the receipt that Vipps holds says what ours says: the question after a 409. */
export function isSameReceipt(sent: Receipt, held: Receipt): boolean {
  return linesOf(sent) === linesOf(held);
}
