import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import type { Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { CheckInGrants, MachineCreate } from './check-in-grants.ts';
import { judgeCall, type Caller, type JudgedCall } from './proxy-rules.ts';
import type { KnownMachine } from '../http/machine-authentication.ts';
import type { MachineRefund, RefundLimit } from './refund-limit.ts';
import type { ActiveSalesUnit, SalesUnits } from './sales-units.ts';
import type { VippsReply } from '../runtime/http-client.ts';

/** Of a path in the log. */
const LONGEST_PATH = 200;

export interface GatewayRequest {
  readonly method: string;
  /** From the first slash after `/gateway`, query included, as it was sent. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly idempotencyKey: string | undefined;
}

export type GatewayReply =
  | {
      readonly kind: 'vipps';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly retryAfter: string | undefined;
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'refused';
      readonly status: 403 | 502;
      readonly error: string;
      readonly message: string;
    };

interface PassDeps {
  readonly units: SalesUnits;
  readonly grants: CheckInGrants;
  readonly refunds: RefundLimit;
  readonly log: Log;
}

/** What Vipps takes for a key (its Idempotency-Key header). */
const KEY = /^[\x21-\x7e]{1,50}$/;

/** One judged call in the name of a machine. */
interface Passing extends Caller {
  readonly call: JudgedCall;
  readonly key: string | undefined;
}

function createOf({ machineId, call, key }: Passing): MachineCreate | undefined {
  const { special } = call;
  return special?.kind === 'create' ? { machineId, create: special.create, key } : undefined;
}

function refundOf({ machineId, unit, call, key }: Passing): MachineRefund | undefined {
  const { special } = call;
  return special?.kind === 'refund' ? { machineId, unit, key, ...special } : undefined;
}

/** Counts what may be done only so often. @returns why it may not be done */
async function overLimit(
  { grants, refunds }: PassDeps,
  passing: Passing,
): Promise<string | undefined> {
  const create = createOf(passing);
  if (create !== undefined) return grants.take(create);
  const refund = refundOf(passing);
  return refund === undefined ? undefined : refunds.take(refund);
}

function problemCode({ status, body }: VippsReply): string | undefined {
  try {
    return parseProblem(status, JSON.parse(new TextDecoder().decode(body))).code;
  } catch {
    return undefined;
  }
}

/** A refusal of Vipps leaves something to do another time. */
async function noteRefusal(
  { grants, refunds }: PassDeps,
  passing: Passing,
  reply: VippsReply,
): Promise<void> {
  if (reply.status < 400 || reply.status >= 500) return;
  const create = createOf(passing);
  if (create !== undefined) await grants.refused(create, problemCode(reply));
  const refund = refundOf(passing);
  const isDecided = ![408, 409, 423, 429].includes(reply.status);
  if (refund !== undefined && isDecided) await refunds.giveBack(refund);
}

/** What goes to Vipps, or why nothing does. */
async function judged(
  deps: PassDeps,
  { machineId, merchantSerialNumber }: KnownMachine['machine'],
  request: GatewayRequest,
): Promise<Result<{ readonly unit: ActiveSalesUnit; readonly passing: Passing }, string>> {
  const unit = deps.units.find(merchantSerialNumber);
  if (unit === undefined) return err('its sales unit is not set up here');
  const { idempotencyKey: key } = request;
  if (key !== undefined && !KEY.test(key)) return err('its idempotency key is none');
  const caller = { machineId, unit: unit.config };
  const call = judgeCall(request, caller);
  if (!call.ok) return call;
  const passing = { ...caller, call: call.value, key };
  const reason = await overLimit(deps, passing);
  return reason === undefined ? ok({ unit, passing }) : err(reason);
}

/** Passes on what was understood of a machine's call, under the sales unit's keys, or refuses it before Vipps sees it. */
export async function passOn(
  deps: PassDeps,
  { machine }: KnownMachine,
  request: GatewayRequest,
): Promise<GatewayReply> {
  const { log } = deps;
  const { machineId } = machine;
  const judgement = await judged(deps, machine, request);
  if (!judgement.ok) {
    const path = request.path.slice(0, LONGEST_PATH);
    log.warn('a call that this machine may not make', { machineId, path, reason: judgement.error });
    const message = `${machineId} may not make this call: ${judgement.error}.`;
    return { kind: 'refused', status: 403, error: 'not-allowed', message };
  }
  const { unit, passing } = judgement.value;
  const { method, path, body } = passing.call;
  const reply = await unit.vipps.send({
    method,
    path,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(passing.key === undefined ? {} : { [VIPPS_HEADERS.idempotencyKey]: passing.key }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!reply.ok) {
    log.error('Vipps was not reached', { machineId, path, why: reply.error });
    return { kind: 'refused', status: 502, error: 'vipps-unreachable', message: `${reply.error}.` };
  }
  await noteRefusal(deps, passing, reply.value);
  log.info('gateway', { machineId, method, path, status: reply.value.status });
  return { kind: 'vipps', ...reply.value };
}
