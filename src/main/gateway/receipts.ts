import { orderPath, receiptPath } from '#contract/vipps/calls.ts';
import { buildReceipt, isSameReceipt, orderSchema, type Receipt } from '#contract/vipps/receipt.ts';
import type { ReceiptOrder } from '#core/payment/payment-gateway.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import type { VippsCaller } from './vipps-call.ts';

interface ReceiptContext {
  readonly caller: VippsCaller;
  readonly machineId: string;
}

/**
 * Posts the receipt of one sale. It can be sent only once and has no key: after a lost answer the repetition meets
 * a conflict, and the stored one is compared with ours (vipps-api §10).
 */
export async function postReceipt(
  { caller, machineId }: ReceiptContext,
  order: ReceiptOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const { reference } = order;
  const receipt = buildReceipt({
    currency: order.currency,
    productName: order.product,
    productId: order.productId,
    priceMinor: order.priceMinor,
    vatRateHundredths: order.vatRate,
    machineId,
    receiptNumber: reference,
  });
  const call = { method: 'POST', path: receiptPath(reference), body: receipt } as const;
  const answer = await caller.call({ operation: 'receipt', reference, call }, signal);
  if (answer === undefined) return undefined;
  if (answer.kind === 'done') return { kind: 'receipt.posted' };
  if (answer.meaning !== 'alreadyDone') return { kind: 'receipt.refused', code: answer.code };
  const question = { method: 'GET', path: orderPath(reference) } as const;
  const stored = await caller.call({ operation: 'get', reference, call: question }, signal);
  if (stored === undefined) return undefined;
  const isOurs = stored.kind === 'done' && holds(stored.body, receipt);
  return isOurs ? { kind: 'receipt.posted' } : { kind: 'receipt.refused', code: 'conflict' };
}

function holds(body: unknown, receipt: Receipt): boolean {
  const order = orderSchema.safeParse(body);
  return (
    order.success && order.data.receipt !== undefined && isSameReceipt(receipt, order.data.receipt)
  );
}
