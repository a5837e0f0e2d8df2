import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import type { Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { HttpReply } from '../runtime/http-client.ts';
import type { Machine } from '../store/ports/machines.ts';
import type { CheckInGrants, PaymentCreate } from './check-in-grants.ts';
import { checkCall, type AllowedCall, type Caller, type ProxyCall } from './proxy-rules.ts';
import type { MachineRefund, RefundLimit } from './refund-limit.ts';
import type { ActiveSalesUnit, SalesUnits } from './sales-units.ts';

/** A longer path is cut in the log. */
const LONGEST_PATH = 200;

export interface ProxyRequest extends ProxyCall {
  readonly idempotencyKey: string | undefined;
  /** The step of a trace that the machine makes this call in (W3C Trace Context). Vipps is not told. */
  readonly traceparent?: string | undefined;
}

export type ProxyReply =
  | ({ readonly kind: 'vipps' } & HttpReply)
  | {
      readonly kind: 'refused';
      readonly status: 403 | 502;
      readonly error: string;
      readonly message: string;
    };

/** Forwards a machine's calls to Vipps under the keys of its sales unit. */
export interface VippsProxy {
  forward(machine: Machine, request: ProxyRequest): Promise<ProxyReply>;
  /** Calls of this machine that this process has begun and not answered. */
  inFlight(machineId: string): number;
}

interface ProxyDeps {
  readonly units: SalesUnits;
  readonly grants: CheckInGrants;
  readonly refunds: RefundLimit;
  readonly log: Log;
}

/** What Vipps accepts as an Idempotency-Key. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,50}$/;

/** An allowed call with who makes it. */
interface MachineCall extends Caller {
  readonly call: AllowedCall;
  readonly idempotencyKey: string | undefined;
}

function createIn({ machineId, call, idempotencyKey }: MachineCall): PaymentCreate | undefined {
  const { limited } = call;
  return limited?.kind === 'create'
    ? { machineId, create: limited.create, idempotencyKey }
    : undefined;
}

function refundIn(machineCall: MachineCall): MachineRefund | undefined {
  const { machineId, unit, call, idempotencyKey } = machineCall;
  const { limited } = call;
  return limited?.kind === 'refund' ? { machineId, unit, idempotencyKey, ...limited } : undefined;
}

function problemCode({ status, body }: HttpReply): string | undefined {
  try {
    return parseProblem(status, JSON.parse(new TextDecoder().decode(body))).code;
  } catch {
    return undefined;
  }
}

/** Refuses what a machine may not call before Vipps sees it, and sends Vipps only what was parsed. */
export function createVippsProxy({ units, grants, refunds, log }: ProxyDeps): VippsProxy {
  /** Counts a create or a refund. @returns why it may not be made */
  async function takeFromLimits(machineCall: MachineCall): Promise<string | undefined> {
    const create = createIn(machineCall);
    if (create !== undefined) return grants.take(create);
    const refund = refundIn(machineCall);
    return refund === undefined ? undefined : refunds.take(refund);
  }

  /** Gives back what a refused call had counted. */
  async function noteRefusal(machineCall: MachineCall, reply: HttpReply): Promise<void> {
    if (reply.status < 400 || reply.status >= 500) return;
    const create = createIn(machineCall);
    if (create !== undefined) await grants.refused(create, problemCode(reply));
    const refund = refundIn(machineCall);
    const isFinal = ![408, 409, 423, 429].includes(reply.status);
    if (refund !== undefined && isFinal) await refunds.giveBack(refund);
  }

  /** The error says why the machine may not make this call. */
  async function authorise(
    { machineId, merchantSerialNumber }: Machine,
    request: ProxyRequest,
  ): Promise<
    Result<{ readonly unit: ActiveSalesUnit; readonly machineCall: MachineCall }, string>
  > {
    const unit = units.find(merchantSerialNumber);
    if (unit === undefined) return err('its sales unit is not set up here');
    const { idempotencyKey } = request;
    if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
      return err('its idempotency key is none');
    }
    const caller = { machineId, unit: unit.config };
    const call = checkCall(request, caller);
    if (!call.ok) return call;
    const machineCall = { ...caller, call: call.value, idempotencyKey };
    const reason = await takeFromLimits(machineCall);
    return reason === undefined ? ok({ unit, machineCall }) : err(reason);
  }

  const flying = new Map<string, number>();
  function count(machineId: string, change: 1 | -1): void {
    const now = (flying.get(machineId) ?? 0) + change;
    if (now === 0) flying.delete(machineId);
    else flying.set(machineId, now);
  }

  async function forward(machine: Machine, request: ProxyRequest): Promise<ProxyReply> {
    const { machineId } = machine;
    const authorised = await authorise(machine, request);
    if (!authorised.ok) {
      const reason = authorised.error;
      const path = request.path.slice(0, LONGEST_PATH);
      log.warn('relay.call-not-allowed', { machineId, path, reason });
      const message = `${machineId} may not make this call: ${reason}.`;
      return { kind: 'refused', status: 403, error: 'not-allowed', message };
    }
    const { unit, machineCall } = authorised.value;
    const { call, idempotencyKey } = machineCall;
    const { method, path, body } = call;
    const reply = await unit.vipps.send({
      method,
      path,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { [VIPPS_HEADERS.idempotencyKey]: idempotencyKey }),
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!reply.ok) {
      log.warn('relay.vipps-not-reached', { machineId, path, why: reply.error });
      const message = `${reply.error}.`;
      return { kind: 'refused', status: 502, error: 'vipps-unreachable', message };
    }
    // Vipps' answer reaches the machine also when the database is away.
    await noteRefusal(machineCall, reply.value).catch((error: unknown) => {
      log.error('relay.refusal-not-noted', { machineId, path, error: String(error) });
    });
    const { status } = reply.value;
    // Machines poll: a read in the log of ten thousand of them would hide the money that moved.
    if (method === 'GET') log.debug('relay.vipps-read', { machineId, path, status });
    else log.info('relay.vipps-answered', { machineId, method, path, status });
    return { kind: 'vipps', ...reply.value };
  }

  return {
    inFlight: (machineId) => flying.get(machineId) ?? 0,
    forward: async (machine, request) => {
      count(machine.machineId, 1);
      try {
        return await forward(machine, request);
      } finally {
        count(machine.machineId, -1);
      }
    },
  };
}
