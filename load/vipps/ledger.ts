import {
  cancelRequestSchema,
  createPaymentRequestSchema,
  modificationRequestSchema,
  type PaymentEventName,
} from '#contract/vipps/epayment.ts';
import { ERROR_CODE_DETAIL } from '#contract/vipps/problem.ts';
import { machineOf } from '#core/base/ids.ts';
import { randomUUID } from 'node:crypto';

export interface VippsAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One payment at Vipps. Minor units. */
export interface LedgerPayment {
  readonly reference: string;
  readonly machineId: string;
  readonly customerToken: string;
  readonly amountMinor: number;
  readonly pspReference: string;
  state: 'CREATED' | 'AUTHORIZED' | 'TERMINATED';
  authorizedMinor: number;
  capturedMinor: number;
  cancelledMinor: number;
  hasReceipt: boolean;
  /** Answers by Idempotency-Key. */
  readonly answers: Map<string, VippsAnswer>;
}

/** An event of a payment, as its webhook tells it. */
export interface LedgerEvent {
  readonly payment: LedgerPayment;
  readonly name: PaymentEventName;
  readonly amountMinor: number;
}

/** The payments of the simulated Vipps: what is reserved, charged and given back. */
export interface Ledger {
  /** A customer scanned: the token opens one payment. */
  addToken(customerToken: string): void;
  create(body: unknown, key: string): VippsAnswer;
  read(reference: string): VippsAnswer;
  capture(reference: string, body: unknown, key: string): VippsAnswer;
  cancel(reference: string, body: unknown, key: string): VippsAnswer;
  receipt(reference: string): VippsAnswer;
  /** The customer approves in the app. */
  approve(payment: LedgerPayment): void;
  payments(): readonly LedgerPayment[];
}

const CURRENCY = 'NOK';

function refusal(status: number, code: string): VippsAnswer {
  const extraDetails = [{ name: ERROR_CODE_DETAIL, reason: code }];
  return { status, body: { title: `Refused with ${code}`, status, extraDetails } };
}

const NOT_FOUND = refusal(404, '5090');
const amount = (value: number) => ({ currency: CURRENCY, value });

function told(payment: LedgerPayment): unknown {
  return {
    reference: payment.reference,
    pspReference: payment.pspReference,
    state: payment.state,
    amount: amount(payment.amountMinor),
    aggregate: {
      authorizedAmount: amount(payment.authorizedMinor),
      capturedAmount: amount(payment.capturedMinor),
      cancelledAmount: amount(payment.cancelledMinor),
      refundedAmount: amount(0),
    },
  };
}

export function createLedger(on: {
  readonly created: (payment: LedgerPayment) => void;
  readonly event: (event: LedgerEvent) => void;
}): Ledger {
  const payments = new Map<string, LedgerPayment>();
  /** Each token with the payment that it opened. */
  const tokens = new Map<string, string | undefined>();

  function change(
    reference: string,
    key: string,
    work: (payment: LedgerPayment) => VippsAnswer,
  ): VippsAnswer {
    const payment = payments.get(reference);
    if (payment === undefined) return NOT_FOUND;
    const known = payment.answers.get(key);
    if (known !== undefined) return known;
    const answer = work(payment);
    payment.answers.set(key, answer);
    return answer;
  }

  function open(body: unknown, key: string): VippsAnswer {
    const parsed = createPaymentRequestSchema.safeParse(body);
    if (!parsed.success) return refusal(400, '4140');
    const { reference, customer, amount: wanted } = parsed.data;
    const token =
      customer !== undefined && 'customerToken' in customer ? customer.customerToken : '';
    if (!tokens.has(token) || tokens.get(token) !== undefined) return refusal(400, '4050');
    tokens.set(token, reference);
    const payment: LedgerPayment = {
      reference,
      machineId: machineOf(reference) ?? '',
      customerToken: token,
      amountMinor: wanted.value,
      pspReference: randomUUID(),
      state: 'CREATED',
      authorizedMinor: 0,
      capturedMinor: 0,
      cancelledMinor: 0,
      hasReceipt: false,
      answers: new Map(),
    };
    payments.set(reference, payment);
    on.created(payment);
    on.event({ payment, name: 'CREATED', amountMinor: wanted.value });
    const answer = { status: 201, body: { reference } };
    payment.answers.set(key, answer);
    return answer;
  }

  function cancelOpen(payment: LedgerPayment, body: unknown): VippsAnswer {
    const parsed = cancelRequestSchema.safeParse(body);
    if (!parsed.success) return refusal(400, '4140');
    if (payment.state === 'CREATED') {
      payment.state = 'TERMINATED';
      payment.cancelledMinor = payment.amountMinor;
      on.event({ payment, name: 'TERMINATED', amountMinor: payment.amountMinor });
      return { status: 200, body: told(payment) };
    }
    if (parsed.data.cancelTransactionOnly === true) return refusal(409, '6060');
    const left = payment.authorizedMinor - payment.capturedMinor - payment.cancelledMinor;
    if (left <= 0) return refusal(409, '6190');
    payment.cancelledMinor += left;
    on.event({ payment, name: 'CANCELLED', amountMinor: left });
    return { status: 200, body: told(payment) };
  }

  return {
    addToken: (customerToken) => {
      tokens.set(customerToken, undefined);
    },
    create: (body, key) => {
      const reference =
        typeof body === 'object' && body !== null && 'reference' in body
          ? String(body.reference)
          : '';
      const known = payments.get(reference);
      return known === undefined
        ? open(body, key)
        : (known.answers.get(key) ?? refusal(409, '4150'));
    },
    read: (reference) => {
      const payment = payments.get(reference);
      return payment === undefined ? NOT_FOUND : { status: 200, body: told(payment) };
    },
    capture: (reference, body, key) =>
      change(reference, key, (payment) => {
        const parsed = modificationRequestSchema.safeParse(body);
        if (!parsed.success) return refusal(400, '4040');
        if (payment.state !== 'AUTHORIZED') return refusal(409, '6080');
        const { value } = parsed.data.modificationAmount;
        const left = payment.authorizedMinor - payment.capturedMinor - payment.cancelledMinor;
        if (value > left) return refusal(400, '6090');
        payment.capturedMinor += value;
        on.event({ payment, name: 'CAPTURED', amountMinor: value });
        return { status: 200, body: told(payment) };
      }),
    cancel: (reference, body, key) =>
      change(reference, key, (payment) => cancelOpen(payment, body)),
    receipt: (reference) => {
      const payment = payments.get(reference);
      if (payment === undefined) return NOT_FOUND;
      const isFirst = !payment.hasReceipt;
      payment.hasReceipt = true;
      return { status: isFirst ? 202 : 409, body: {} };
    },
    approve: (payment) => {
      if (payment.state !== 'CREATED') return;
      payment.state = 'AUTHORIZED';
      payment.authorizedMinor = payment.amountMinor;
      on.event({ payment, name: 'AUTHORIZED', amountMinor: payment.amountMinor });
    },
    payments: () => [...payments.values()],
  };
}
