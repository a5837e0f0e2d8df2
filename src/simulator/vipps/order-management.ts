import { receiptSchema, type Receipt } from '#contract/vipps/receipt.ts';
import { randomUUID } from 'node:crypto';
import { gatewayMessage, invalidParams, type ApiAnswer } from './answers.ts';
import type { Behaviours } from './behaviours.ts';
import type { ApiCall } from './incoming.ts';

export interface OrderManagement {
  /** Accepts one receipt per reference, forever; the payment need not exist. */
  readonly postReceipt: (call: ApiCall) => ApiAnswer;
  readonly getOrder: (call: ApiCall) => ApiAnswer;
  receiptOf(merchantSerialNumber: string, reference: string): Receipt | undefined;
}

const ORDER_ID = /^[0-9A-Za-z-_.]+$/;

/** Every line needs a tax rate, and amounts that add up. */
function faultOf(receipt: Receipt): string | undefined {
  for (const line of receipt.orderLines) {
    if (line.taxRate === undefined) return 'taxRate';
    if (line.totalAmount - line.totalTaxAmount !== line.totalAmountExcludingTax) {
      return 'totalAmountExcludingTax';
    }
  }
  return undefined;
}

function invalid(name: string, reason: string): ApiAnswer {
  return invalidParams(400, 'One or more validation errors occurred.', [{ name, reason }]);
}

export function createOrderManagement(behaviours: Behaviours): OrderManagement {
  const receipts = new Map<string, { readonly receipt: Receipt; readonly body: unknown }>();

  function keyOf(merchantSerialNumber: string, reference: string): string {
    return `${merchantSerialNumber}/${reference}`;
  }

  return {
    postReceipt(call) {
      if (call.unit.hasOrderManagement === false) return gatewayMessage(404, 'Resource not found');
      const refused = behaviours.take('receipt-refused', 'receipt');
      if (refused !== undefined) return invalidParams(refused.status ?? 400, 'Receipt refused');
      if (!ORDER_ID.test(call.id)) return invalid('orderId', 'Not a valid order id');
      const parsed = receiptSchema.safeParse(call.body);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return invalid(issue?.path.join('.') ?? 'body', issue?.message ?? 'Invalid');
      }
      const fault = faultOf(parsed.data);
      if (fault !== undefined) return invalid(fault, 'Missing or wrong');
      const key = keyOf(call.unit.merchantSerialNumber, call.id);
      if (receipts.has(key)) return invalidParams(409, 'A receipt exists already');
      receipts.set(key, { receipt: parsed.data, body: call.body });
      return { status: 201, body: randomUUID() };
    },
    getOrder(call) {
      if (call.unit.hasOrderManagement === false) return gatewayMessage(404, 'Resource not found');
      const found = receipts.get(keyOf(call.unit.merchantSerialNumber, call.id));
      if (found === undefined) return invalidParams(404, 'Not Found');
      return { status: 200, body: { receipt: found.body } };
    },
    receiptOf: (merchantSerialNumber, reference) =>
      receipts.get(keyOf(merchantSerialNumber, reference))?.receipt,
  };
}
