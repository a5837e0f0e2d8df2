import { REFERENCE, type Reply } from './stand-in-relay.ts';

/** Which call a line of the stand-in relay is. */
export const CREATE = /^POST \/gateway\/epayment\/v1\/payments$/;
export const GET = /^GET \/gateway\/epayment\/v1\/payments\/[^/]+$/;
export const EVENTS = /^GET \/gateway\/epayment\/v1\/payments\/[^/]+\/events$/;
export const CAPTURE = /^POST .*\/capture$/;
export const CANCEL = /^POST .*\/cancel$/;
export const REFUND = /^POST .*\/refund$/;
export const RECEIPT = /^POST .*\/receipts\//;
export const ORDER = /^GET \/gateway\/order-management/;

interface Sums {
  readonly authorized?: number;
  readonly captured?: number;
  readonly cancelled?: number;
  readonly refunded?: number;
}

function amountsOf(sums: Sums, currency: string): Readonly<Record<string, unknown>> {
  const amount = (value = 0): unknown => ({ currency, value });
  return {
    authorizedAmount: amount(sums.authorized),
    capturedAmount: amount(sums.captured),
    cancelledAmount: amount(sums.cancelled),
    refundedAmount: amount(sums.refunded),
  };
}

/** Vipps' answer to GET, capture, cancel and refund. */
export function payment(state: string, sums: Sums = {}, currency = 'NOK'): Reply {
  return {
    status: 200,
    contentType: 'application/problem+json',
    body: {
      reference: REFERENCE,
      pspReference: 'psp-1',
      state,
      amount: { currency, value: 5000 },
      aggregate: amountsOf(sums, currency),
    },
  };
}

export const CREATED: Reply = { status: 201, body: { reference: REFERENCE } };

/** Vipps' refusal in the ePayment shape. */
export function problem(
  status: number,
  code?: string,
  headers: Record<string, string> = {},
): Reply {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: {
      type: 'https://vippsmobilepay.com',
      title: 'No',
      status,
      traceId: 'trace-1',
      extraDetails: code === undefined ? [] : [{ name: 'ErrorCode', reason: code }],
    },
  };
}

/** The relay's own refusal. */
export function relayRefusal(
  status: number,
  error: string,
  headers: Record<string, string> = {},
): Reply {
  return {
    status,
    headers: { 'x-relay-refusal': '1', ...headers },
    body: { error, message: 'A sentence.' },
  };
}
