import { createPaymentRequestSchema, modificationRequestSchema } from '#contract/vipps/epayment.ts';
import { machineOf } from '#core/ids.ts';
import { currencyOf } from '#core/money.ts';
import type { SalesUnitConfig } from './config.ts';

export interface GatewayCall {
  readonly method: string;
  /** Path and query as the machine sent them, from the first slash after `/gateway`. */
  readonly path: string;
  readonly body: Uint8Array;
}

interface Caller {
  readonly machineId: string;
  readonly unit: SalesUnitConfig;
}

/** One kind of call a machine may make. `reason` says why this very call may not be made. */
interface Rule {
  readonly method: string;
  readonly path: RegExp;
  readonly reason: (
    call: { readonly subject: string; readonly body: unknown },
    caller: Caller,
  ) => string | undefined;
}

const REFERENCE = '([A-Za-z0-9-]{8,64})';
const isOwn = (reference: string, { machineId }: Caller): boolean =>
  machineOf(reference) === machineId;
const ownReference: Rule['reason'] = ({ subject }, caller) =>
  isOwn(subject, caller) ? undefined : 'the payment is not of this machine';
const ownQr: Rule['reason'] = ({ subject }, { machineId }) =>
  subject === machineId ? undefined : 'the QR is not of this machine';

const RULES: readonly Rule[] = [
  { method: 'POST', path: /^\/epayment\/v1\/payments$/, reason: createReason },
  { method: 'GET', path: new RegExp(`^/epayment/v1/payments/${REFERENCE}$`), reason: ownReference },
  {
    method: 'GET',
    path: new RegExp(`^/epayment/v1/payments/${REFERENCE}/events$`),
    reason: ownReference,
  },
  {
    method: 'POST',
    path: new RegExp(`^/epayment/v1/payments/${REFERENCE}/cancel$`),
    reason: ownReference,
  },
  {
    method: 'POST',
    path: new RegExp(`^/epayment/v1/payments/${REFERENCE}/(?:capture|refund)$`),
    reason: moveReason,
  },
  {
    method: 'POST',
    path: new RegExp(`^/order-management/v2/ecom/receipts/${REFERENCE}$`),
    reason: ownReference,
  },
  {
    method: 'GET',
    path: new RegExp(`^/order-management/v2/ecom/${REFERENCE}$`),
    reason: ownReference,
  },
  {
    method: 'GET',
    path: /^\/qr\/v1\/merchant-callback\/([a-z0-9-]{3,30})(?:\?[A-Za-z]+=[A-Za-z0-9]+(?:&[A-Za-z]+=[A-Za-z0-9]+)*)?$/,
    reason: ownQr,
  },
];

function createReason({ body }: { readonly body: unknown }, caller: Caller): string | undefined {
  const parsed = createPaymentRequestSchema.safeParse(body);
  if (!parsed.success) return 'the payment is not one that a machine makes';
  const { reference, amount, userFlow, customerInteraction } = parsed.data;
  const { unit } = caller;
  if (!isOwn(reference, caller)) return 'the reference is not of this machine';
  if (amount.currency !== currencyOf(unit.market))
    return 'the currency is not that of the sales unit';
  if (amount.value > unit.maxAmountCap) return 'the amount is above the cap of the sales unit';
  if (userFlow !== unit.userFlow) return 'the user flow is not that of the sales unit';
  return customerInteraction === 'CUSTOMER_PRESENT' ? undefined : 'the customer must be present';
}

function moveReason(
  call: { readonly subject: string; readonly body: unknown },
  caller: Caller,
): string | undefined {
  const parsed = modificationRequestSchema.safeParse(call.body);
  if (!parsed.success) return 'the amount is missing';
  const { currency, value } = parsed.data.modificationAmount;
  if (currency !== currencyOf(caller.unit.market))
    return 'the currency is not that of the sales unit';
  if (value > caller.unit.maxAmountCap) return 'the amount is above the cap of the sales unit';
  return ownReference(call, caller);
}

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Why a machine may not make this call; undefined when it may. Only plain paths are understood at all. */
export function gatewayReason(call: GatewayCall, caller: Caller): string | undefined {
  for (const rule of RULES) {
    const match = call.method === rule.method ? rule.path.exec(call.path) : null;
    if (match !== null) {
      return rule.reason({ subject: match[1] ?? '', body: parseBody(call.body) }, caller);
    }
  }
  return 'a machine does not make this call';
}
