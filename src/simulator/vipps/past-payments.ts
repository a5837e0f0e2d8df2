import { buildCreatePaymentRequest, type PaymentEventName } from '#contract/vipps/epayment.ts';
import { idempotencyKey, isPaymentReference, machineOf } from '#core/base/ids.ts';
import { currencyOf } from '#core/money/money.ts';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord, RecordedEvent } from './payment-record.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** A payment that was settled before the simulator started. Amounts in minor units; wall clock. */
export const pastPaymentSchema = z.object({
  reference: z.string().refine(isPaymentReference),
  atMs: z.number(),
  reservedMinor: z.number().int().positive(),
  capturedMinor: z.number().int().positive(),
  refundedMinor: z.number().int().nonnegative(),
});
export type PastPayment = z.infer<typeof pastPaymentSchema>;

function logOf(past: PastPayment, payment: PaymentRecord): readonly RecordedEvent[] {
  const { reference, atMs, reservedMinor, capturedMinor, refundedMinor } = past;
  const released = reservedMinor - capturedMinor;
  const key = (operation: 'create' | 'capture' | 'release' | 'refund'): string =>
    idempotencyKey(operation, reference, 1);
  const moves: readonly (readonly [PaymentEventName, number, string | undefined])[] = [
    ['CREATED', reservedMinor, key('create')],
    ['AUTHORIZED', reservedMinor, undefined],
    ['CAPTURED', capturedMinor, key('capture')],
    ['CANCELLED', released, key('release')],
    ['REFUNDED', refundedMinor, key('refund')],
  ];
  return moves
    .filter(([, amountMinor]) => amountMinor > 0)
    .map(([name, amountMinor, idempotencyKey]) => ({
      ...{ reference, name, amountMinor, idempotencyKey, atMs },
      pspReference: name === 'CREATED' ? payment.pspReference : randomUUID(),
      currency: payment.currency,
    }));
}

/** Adds a past payment to the book, so that it can be read and refunded. */
export function adoptPastPayment(
  book: Pick<PaymentBook, 'adopt'>,
  unit: SimulatedSalesUnit,
  past: PastPayment,
): void {
  const { reference, atMs, reservedMinor, capturedMinor, refundedMinor } = past;
  const currency = currencyOf(unit.market);
  const payment: PaymentRecord = {
    unit,
    reference,
    currency,
    amountMinor: reservedMinor,
    request: buildCreatePaymentRequest({
      reference,
      amountMinor: reservedMinor,
      currency,
      userFlow: 'PUSH_MESSAGE',
      description: 'A sale of the past.',
      machineId: machineOf(reference) ?? '',
      customerToken: 'past',
    }),
    redirectUrl: undefined,
    isTooYoung: false,
    createdAtMs: atMs,
    pspReference: randomUUID(),
    state: 'AUTHORIZED',
    authorizedMinor: reservedMinor,
    capturedMinor,
    cancelledMinor: reservedMinor - capturedMinor,
    refundedMinor,
    authorizedAtMs: atMs,
    guaranteedUntilMs: undefined,
    approvesAtCancel: false,
  };
  book.adopt(payment, logOf(past, payment));
}
