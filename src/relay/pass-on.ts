import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import type { Log } from '#core/ports.ts';
import { gatewayReason } from './gateway-policy.ts';
import type { KnownMachine } from './kiosk-auth.ts';
import type { SalesUnits } from './sales-units.ts';

export interface GatewayRequest {
  readonly method: string;
  /** From the first slash after `/gateway`, query included, as it was sent. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
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

function isMethod(method: string): method is 'GET' | 'POST' {
  return method === 'GET' || method === 'POST';
}

/** Passes a machine's call on under the sales unit's keys, or refuses it before Vipps sees it. */
export async function passOn(
  { units, log }: { readonly units: SalesUnits; readonly log: Log },
  { machine }: KnownMachine,
  call: GatewayRequest,
): Promise<GatewayReply> {
  const { machineId, merchantSerialNumber } = machine;
  const unit = units.find(merchantSerialNumber);
  const reason =
    unit === undefined
      ? 'its sales unit is not set up here'
      : gatewayReason(call, { machineId, unit: unit.config });
  if (unit === undefined || reason !== undefined || !isMethod(call.method)) {
    log.warn('a call that this machine may not make', { machineId, path: call.path, reason });
    const message = `${machineId} may not make this call: ${reason ?? 'method'}.`;
    return { kind: 'refused', status: 403, error: 'not-allowed', message };
  }
  const reply = await unit.vipps.send({
    method: call.method,
    path: call.path,
    headers: {
      ...(call.contentType === undefined ? {} : { 'content-type': call.contentType }),
      ...(call.idempotencyKey === undefined
        ? {}
        : { [VIPPS_HEADERS.idempotencyKey]: call.idempotencyKey }),
    },
    ...(call.body.length === 0 ? {} : { body: call.body }),
  });
  if (!reply.ok) {
    log.error('Vipps was not reached', { machineId, path: call.path, why: reply.error });
    return { kind: 'refused', status: 502, error: 'vipps-unreachable', message: `${reply.error}.` };
  }
  log.info('gateway', {
    machineId,
    method: call.method,
    path: call.path,
    status: reply.value.status,
  });
  return { kind: 'vipps', ...reply.value };
}
