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

export interface GatewayCall {
  readonly method: string;
  /** Path and query as the machine sent them, from the first slash after `/gateway`. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface Caller {
  readonly machineId: string;
  readonly unit: SalesUnitConfig;
}

/** A call that may go to Vipps: what was parsed, never what was sent. */
export interface JudgedCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON; undefined: none. */
  readonly body: string | undefined;
  /** What else must be so. */
  readonly special:
    | { readonly kind: 'create'; readonly create: KioskCreate }
    | { readonly kind: 'refund'; readonly reference: string; readonly amountMinor: number }
    | undefined;
}

interface Asked {
  /** Reference or QR in the path. */
  readonly subject: string;
  readonly path: string;
  /** undefined: no JSON. */
  readonly body: unknown;
}

/** One kind of call a machine may make. The error says why this very call may not be made. */
interface Rule {
  readonly method: JudgedCall['method'];
  readonly path: RegExp;
  readonly judge: (asked: Asked, caller: Caller) => Result<JudgedCall, string>;
}

const REFERENCE = '([A-Za-z0-9-]{8,64})';
const NOT_OWN = 'the payment is not of this machine';
const CURRENCY = 'the currency is not that of the sales unit';
const ABOVE_CAP = 'the amount is above the cap of the sales unit';

const isOwn = (reference: string, { machineId }: Caller): boolean =>
  machineOf(reference) === machineId;

const question: Rule['judge'] = ({ subject, path }, caller) =>
  isOwn(subject, caller)
    ? ok({ method: 'GET', path, body: undefined, special: undefined })
    : err(NOT_OWN);

const ownQr: Rule['judge'] = ({ subject, path }, { machineId }) =>
  subject === machineId
    ? ok({ method: 'GET', path, body: undefined, special: undefined })
    : err('the QR is not of this machine');

function post(path: string, body: unknown, special?: JudgedCall['special']): JudgedCall {
  return { method: 'POST', path, body: JSON.stringify(body), special };
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

const create: Rule['judge'] = ({ path, body }, caller) => {
  const parsed = kioskCreateSchema.safeParse(body);
  if (!parsed.success) return err('the payment is not one that a machine makes');
  const fault = createFault(parsed.data, caller);
  if (fault !== undefined) return err(fault);
  const said = withStandingDescription(parsed.data, caller.unit.market);
  return ok(post(path, said, { kind: 'create', create: said }));
};

function move(kind: 'capture' | 'refund'): Rule['judge'] {
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

/** A body of this shape about a payment of its own. */
function own(schema: z.ZodType): Rule['judge'] {
  return ({ subject, path, body }, caller) => {
    if (!isOwn(subject, caller)) return err(NOT_OWN);
    const parsed = schema.safeParse(body);
    return parsed.success ? ok(post(path, parsed.data)) : err('the body is not a machine’s');
  };
}

const receipt: Rule['judge'] = (asked, caller) => {
  const parsed = kioskReceiptSchema.safeParse(asked.body);
  if (parsed.success && parsed.data.bottomLine.currency !== currencyOf(caller.unit.market)) {
    return err(CURRENCY);
  }
  return own(kioskReceiptSchema)(asked, caller);
};

const payment = (rest: string): RegExp => new RegExp(`^/epayment/v1/payments/${REFERENCE}${rest}$`);

const RULES: readonly Rule[] = [
  { method: 'POST', path: /^\/epayment\/v1\/payments$/, judge: create },
  { method: 'GET', path: payment('(?:/events)?'), judge: question },
  { method: 'POST', path: payment('/cancel'), judge: own(kioskCancelSchema) },
  { method: 'POST', path: payment('/capture'), judge: move('capture') },
  { method: 'POST', path: payment('/refund'), judge: move('refund') },
  {
    method: 'POST',
    path: new RegExp(`^/order-management/v2/ecom/receipts/${REFERENCE}$`),
    judge: receipt,
  },
  {
    method: 'GET',
    path: new RegExp(`^/order-management/v2/ecom/${REFERENCE}$`),
    judge: question,
  },
  {
    method: 'GET',
    path: /^\/qr\/v1\/merchant-callback\/([a-z0-9-]{3,30})(?:\?[A-Za-z]{1,20}=[A-Za-z0-9]{1,20}(?:&[A-Za-z]{1,20}=[A-Za-z0-9]{1,20})?)?$/,
    judge: ownQr,
  },
];

/** Of two equal keys the last counts, here and in what goes to Vipps. No body is an empty one. */
function parseBody(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** What goes to Vipps for a machine, or why nothing does. Only plain paths are understood at all. */
export function judgeCall(call: GatewayCall, caller: Caller): Result<JudgedCall, string> {
  for (const { method, path, judge } of RULES) {
    const match = call.method === method ? path.exec(call.path) : null;
    if (match === null) continue;
    const asked = { subject: match[1] ?? '', path: call.path, body: parseBody(call.body) };
    return judge(asked, caller);
  }
  return err('a machine does not make this call');
}
