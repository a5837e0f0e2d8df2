import type { Amount, PaymentState } from '#contract/vipps/epayment.ts';
import type { Market } from '#core/money/money.ts';
import { remainderOf, type PaymentRecord } from './payment-record.ts';

/** The code that refuses an operation on a payment; undefined: allowed. ePayment API, errors. */
export type RefusalCode = string | undefined;

const DAY_MS = 24 * 60 * 60_000;
/** After this the reservation expires. */
const CAPTURE_PERIOD_MS: Readonly<Record<Market, number>> = {
  NO: 180 * DAY_MS,
  DK: 14 * DAY_MS,
  FI: 14 * DAY_MS,
};
/** Smallest payment and smallest capture in minor units (6010). */
export const SMALLEST_MINOR = { NOK: 100, DKK: 1, EUR: 1 } as const;
const REFUND_PERIOD_MS = 365 * DAY_MS;

function ageMs(payment: PaymentRecord, nowMs: number): number {
  return nowMs - (payment.authorizedAtMs ?? nowMs);
}

const CAPTURE_IN_STATE: Readonly<Record<PaymentState, RefusalCode>> = {
  CREATED: '6080',
  AUTHORIZED: undefined,
  ABORTED: '6200',
  EXPIRED: '6200',
  TERMINATED: '6070',
};

export function refuseCapture(payment: PaymentRecord, amount: Amount, nowMs: number): RefusalCode {
  const byState = CAPTURE_IN_STATE[payment.state];
  if (byState !== undefined) return byState;
  if (payment.cancelledMinor > 0) return '6070';
  if (remainderOf(payment) === 0) return '6170';
  if (ageMs(payment, nowMs) > CAPTURE_PERIOD_MS[payment.unit.market]) return '6100';
  if (amount.currency !== payment.currency || amount.value < 1) return '4040';
  if (amount.value < SMALLEST_MINOR[amount.currency]) return '6010';
  if (amount.value > remainderOf(payment)) return '6090';
  const isFull = amount.value === payment.authorizedMinor;
  return payment.unit.isPartialCaptureAllowed === false && !isFull ? '6140' : undefined;
}

const CANCEL_IN_STATE: Readonly<Record<PaymentState, RefusalCode>> = {
  CREATED: undefined,
  AUTHORIZED: undefined,
  ABORTED: '6050',
  EXPIRED: '6050',
  TERMINATED: '6190',
};

/** @param onlyUnapproved cancelTransactionOnly */
export function refuseCancel(
  payment: PaymentRecord,
  onlyUnapproved: boolean,
  nowMs: number,
): RefusalCode {
  const byState = CANCEL_IN_STATE[payment.state];
  if (byState !== undefined || payment.state === 'CREATED') return byState;
  if (onlyUnapproved) return '6060';
  if (payment.cancelledMinor > 0) return '6190';
  if (remainderOf(payment) === 0) return '6040';
  return ageMs(payment, nowMs) > CAPTURE_PERIOD_MS[payment.unit.market] ? '6030' : undefined;
}

export function refuseRefund(payment: PaymentRecord, amount: Amount, nowMs: number): RefusalCode {
  if (payment.state === 'CREATED') return '6020';
  if (payment.state !== 'AUTHORIZED' || payment.capturedMinor === 0) return '6210';
  const refundableMinor = payment.capturedMinor - payment.refundedMinor;
  if (refundableMinor === 0) return '6180';
  if (ageMs(payment, nowMs) > REFUND_PERIOD_MS) return '6220';
  if (amount.currency !== payment.currency || amount.value < 1) return '4040';
  return amount.value > refundableMinor ? '6150' : undefined;
}
