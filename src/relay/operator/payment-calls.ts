import {
  forceApprovePath,
  paymentPath,
  receiptPath,
  VIPPS_HEADERS,
  VIPPS_PATHS,
} from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildModificationRequest,
  paymentSchema,
  type CreatePaymentRequest,
  type Payment,
} from '#contract/vipps/epayment.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import type { Result } from '#core/base/result.ts';
import { currencyOf } from '#core/money/money.ts';
import { randomBytes } from 'node:crypto';
import type { HttpReply } from '../runtime/http-client.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { askVipps, refusalIn, type NoAnswer } from './ask-vipps.ts';

/** What is reserved and what is captured of it, in minor units: enough for every currency's smallest payment. */
export const TRIAL = { reservedMinor: 1_000, capturedMinor: 400 } as const;

/** Undefined: Vipps did it. */
export type Done = NoAnswer | undefined;

/** The calls about the payment of one check. */
export interface PaymentCalls {
  readonly reference: string;
  readonly capturedMinor: number;
  /** The same every time: the same key, the same body. */
  create(): Promise<Done>;
  /** Another payment for the same customer, withdrawn at once when it could be created. */
  createSecond(): Promise<Done>;
  approve(): Promise<Done>;
  /** @param attempt the same one is sent under the same key */
  capture(attempt: number): Promise<Done>;
  /** Releases what is not captured; of a payment that nobody approved, the whole payment. */
  release(): Promise<Done>;
  postReceipt(): Promise<Done>;
  refund(): Promise<Done>;
  get(): Promise<Result<Payment, NoAnswer>>;
}

function done(reply: Result<HttpReply, string>): Done {
  if (!reply.ok) return { status: 0, what: `gives no answer (${reply.error})` };
  const { status } = reply.value;
  return status >= 200 && status < 300 ? undefined : refusalIn(reply.value);
}

/** Not of the form of a machine's reference, so that no machine is told of its webhooks. */
function newReference(): string {
  return `RelayCheck-${randomBytes(12).toString('hex')}`;
}

function createRequest(
  unit: ActiveSalesUnit,
  reference: string,
  phone: string,
): CreatePaymentRequest {
  const { market, userFlow, returnUrl } = unit.config;
  return {
    amount: { currency: currencyOf(market), value: TRIAL.reservedMinor },
    paymentMethod: { type: 'WALLET' },
    customer: { phoneNumber: phone },
    customerInteraction: 'CUSTOMER_PRESENT',
    reference,
    userFlow,
    ...(userFlow === 'WEB_REDIRECT' && returnUrl !== undefined ? { returnUrl } : {}),
    paymentDescription: 'A test of the relay: nothing is sold.',
  };
}

export function createPaymentCalls(unit: ActiveSalesUnit, phone: string): PaymentCalls {
  const reference = newReference();
  const second = newReference();
  const currency = currencyOf(unit.config.market);
  const capturedMinor = unit.config.partialCapture ? TRIAL.capturedMinor : TRIAL.reservedMinor;

  async function post(path: string, key: string, body: unknown): Promise<Done> {
    const headers = { 'content-type': 'application/json', [VIPPS_HEADERS.idempotencyKey]: key };
    const text = JSON.stringify(body);
    return done(await unit.vipps.send({ method: 'POST', path, headers, body: text }));
  }

  const create = (of: string): Promise<Done> =>
    post(VIPPS_PATHS.payments, `create-${of.slice(-24)}`, createRequest(unit, of, phone));
  const keyOf = (operation: string): string => `${operation}-${reference.slice(-24)}`;

  return {
    reference,
    capturedMinor,
    create: () => create(reference),
    createSecond: async () => {
      const refused = await create(second);
      if (refused !== undefined) return refused;
      const key = `cancel-${second.slice(-24)}`;
      await post(paymentPath(second, 'cancel'), key, buildCancelRequest(true));
      return undefined;
    },
    approve: () =>
      post(forceApprovePath(reference), keyOf('approve'), { customer: { phoneNumber: phone } }),
    capture: (attempt) =>
      post(
        paymentPath(reference, 'capture'),
        keyOf(`capture-${String(attempt)}`),
        buildModificationRequest(capturedMinor, currency),
      ),
    release: () =>
      post(paymentPath(reference, 'cancel'), keyOf('cancel'), buildCancelRequest(false)),
    postReceipt: () => {
      const receipt = buildReceipt({
        currency,
        productName: 'Test of the relay',
        productId: 'test',
        priceMinor: capturedMinor,
        vatRateHundredths: 2_500,
        machineId: 'relay-check',
        receiptNumber: reference,
      });
      return post(receiptPath(reference), keyOf('receipt'), receipt);
    },
    refund: () =>
      post(
        paymentPath(reference, 'refund'),
        keyOf('refund'),
        buildModificationRequest(capturedMinor, currency),
      ),
    get: () => askVipps(unit, paymentPath(reference), paymentSchema),
  };
}
