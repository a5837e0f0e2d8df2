import {
  kioskCancelSchema,
  kioskCreateSchema,
  kioskModificationSchema,
  kioskReceiptSchema,
  withStandingDescription,
  type KioskCreate,
} from '#contract/vipps/kiosk-calls.ts';
import { machineOf } from '#core/base/ids.ts';
import { currencyOf, type Currency } from '#core/money/money.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { z } from 'zod';
import type { SalesUnitConfig } from '../config/relay-config.ts';

export interface ProxyCall {
  readonly method: string;
  /** Path and query as the machine sent them, from the first slash after `/gateway`. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface Caller {
  readonly machineId: string;
  readonly unit: SalesUnitConfig;
}

/** A call that may go to Vipps, rebuilt from what was parsed. */
export interface AllowedCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON. */
  readonly body: string | undefined;
  /** Creates and refunds are limited as well. */
  readonly limited:
    | { readonly kind: 'create'; readonly create: KioskCreate }
    | { readonly kind: 'refund'; readonly reference: string; readonly amountMinor: number }
    | undefined;
}

interface PathCall {
  /** The reference or the QR id in the path. */
  readonly subject: string;
  readonly path: string;
  /** Undefined when it is not JSON. */
  readonly body: unknown;
}

/** One kind of call that a machine may make. The error says why this one is refused. */
interface Rule {
  readonly method: AllowedCall['method'];
  readonly path: RegExp;
  readonly check: (call: PathCall, caller: Caller) => Result<AllowedCall, string>;
}

const REFERENCE = '([A-Za-z0-9-]{8,64})';
const NOT_OWN = 'the payment is not of this machine';
const CURRENCY = 'the currency is not that of the sales unit';
const ABOVE_CAP = 'the amount is above the cap of the sales unit';

const isOwn = (reference: string, { machineId }: Caller): boolean =>
  machineOf(reference) === machineId;

const getOwnPayment: Rule['check'] = ({ subject, path }, caller) =>
  isOwn(subject, caller)
    ? ok({ method: 'GET', path, body: undefined, limited: undefined })
    : err(NOT_OWN);

const getOwnQr: Rule['check'] = ({ subject, path }, { machineId }) =>
  subject === machineId
    ? ok({ method: 'GET', path, body: undefined, limited: undefined })
    : err('the QR is not of this machine');

function post(path: string, body: unknown, limited?: AllowedCall['limited']): AllowedCall {
  return { method: 'POST', path, body: JSON.stringify(body), limited };
}

function amountFault(
  amount: { readonly currency: Currency; readonly value: number },
  { unit }: Caller,
): string | undefined {
  if (amount.currency !== currencyOf(unit.market)) return CURRENCY;
  return amount.value > unit.maxAmountCap ? ABOVE_CAP : undefined;
}

function createFault(create: KioskCreate, caller: Caller): string | undefined {
  const { reference, amount, userFlow, returnUrl, metadata } = create;
  const { unit, machineId } = caller;
  if (!isOwn(reference, caller)) return 'the reference is not of this machine';
  if (userFlow !== unit.userFlow) return 'the user flow is not that of the sales unit';
  const ownUrl = unit.userFlow === 'WEB_REDIRECT' ? unit.returnUrl : undefined;
  if (returnUrl !== ownUrl) return 'the return URL is not that of the sales unit';
  if (metadata !== undefined && metadata.machine !== machineId) {
    return 'the metadata is not of this machine';
  }
  return amountFault(amount, caller);
}

const createPayment: Rule['check'] = ({ path, body }, caller) => {
  const parsed = kioskCreateSchema.safeParse(body);
  if (!parsed.success) return err('the payment is not one that a machine makes');
  const fault = createFault(parsed.data, caller);
  if (fault !== undefined) return err(fault);
  const create = withStandingDescription(parsed.data, caller.unit.market);
  return ok(post(path, create, { kind: 'create', create }));
};

function moveMoney(kind: 'capture' | 'refund'): Rule['check'] {
  return ({ subject, path, body }, caller) => {
    if (!isOwn(subject, caller)) return err(NOT_OWN);
    const parsed = kioskModificationSchema.safeParse(body);
    if (!parsed.success) return err('the amount is not one that a machine moves');
    const { modificationAmount: amount } = parsed.data;
    const fault = amountFault(amount, caller);
    if (fault !== undefined) return err(fault);
    const refund = { kind: 'refund', reference: subject, amountMinor: amount.value } as const;
    return ok(post(path, parsed.data, kind === 'refund' ? refund : undefined));
  };
}

/** A call about a payment of the machine itself, with a body of this shape. */
function ownPayment(schema: z.ZodType): Rule['check'] {
  return ({ subject, path, body }, caller) => {
    if (!isOwn(subject, caller)) return err(NOT_OWN);
    const parsed = schema.safeParse(body);
    return parsed.success ? ok(post(path, parsed.data)) : err('the body is not a machine’s');
  };
}

const postReceipt: Rule['check'] = (call, caller) => {
  const parsed = kioskReceiptSchema.safeParse(call.body);
  if (parsed.success && parsed.data.bottomLine.currency !== currencyOf(caller.unit.market)) {
    return err(CURRENCY);
  }
  return ownPayment(kioskReceiptSchema)(call, caller);
};

const paymentPath = (rest: string): RegExp =>
  new RegExp(`^/epayment/v1/payments/${REFERENCE}${rest}$`);

const RULES: readonly Rule[] = [
  { method: 'POST', path: /^\/epayment\/v1\/payments$/, check: createPayment },
  { method: 'GET', path: paymentPath('(?:/events)?'), check: getOwnPayment },
  { method: 'POST', path: paymentPath('/cancel'), check: ownPayment(kioskCancelSchema) },
  { method: 'POST', path: paymentPath('/capture'), check: moveMoney('capture') },
  { method: 'POST', path: paymentPath('/refund'), check: moveMoney('refund') },
  {
    method: 'POST',
    path: new RegExp(`^/order-management/v2/ecom/receipts/${REFERENCE}$`),
    check: postReceipt,
  },
  {
    method: 'GET',
    path: new RegExp(`^/order-management/v2/ecom/${REFERENCE}$`),
    check: getOwnPayment,
  },
  {
    method: 'GET',
    path: /^\/qr\/v1\/merchant-callback\/([a-z0-9-]{3,30})(?:\?[A-Za-z]{1,20}=[A-Za-z0-9]{1,20}(?:&[A-Za-z]{1,20}=[A-Za-z0-9]{1,20})?)?$/,
    check: getOwnQr,
  },
];

/** Of two equal keys the last counts, here and in what Vipps gets. An empty body is `{}`. */
function parseBody(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Checks one call of a machine. The error says why it is refused; a path that no rule matches is refused too. */
export function checkCall(call: ProxyCall, caller: Caller): Result<AllowedCall, string> {
  for (const { method, path, check } of RULES) {
    const match = call.method === method ? path.exec(call.path) : null;
    if (match === null) continue;
    const pathCall = { subject: match[1] ?? '', path: call.path, body: parseBody(call.body) };
    return check(pathCall, caller);
  }
  return err('a machine does not make this call');
}
