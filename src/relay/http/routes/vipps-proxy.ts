import express, { Router } from 'express';
import type { Clock, Log } from '#core/base/ports.ts';
import type { CheckInGrants } from '../../vipps/check-in-grants.ts';
import type { Door } from '../door.ts';
import { passOn } from '../../vipps/vipps-proxy.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { RefundLimit } from '../../vipps/refund-limit.ts';
import type { SalesUnits } from '../../vipps/sales-units.ts';
import type { RelayStore } from '../../store/ports/relay-store.ts';
import { knownMachine } from '../known-machine.ts';
import { LARGEST_BODY, rawBodyOf } from '../raw-body.ts';
import { refuse } from '../refuse.ts';

/** A machine that sells as fast as it can needs a tenth of this. */
const CALLS_PER_MINUTE = 600;

interface GatewayDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly grants: CheckInGrants;
  readonly refunds: RefundLimit;
  readonly door: Door;
  readonly clock: Clock;
  readonly log: Log;
}

/** Every method under `/gateway`: the machine's Vipps calls. */
export function gatewayRoutes(deps: GatewayDeps): Router {
  const { store, units, grants, refunds, door, clock, log } = deps;
  const router = Router();
  const limit = createRateLimit(CALLS_PER_MINUTE, clock);
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  router.use(async (request, response) => {
    const known = await knownMachine({ store, door, limit }, request, response);
    if (known === undefined) return;
    const reply = await passOn({ units, grants, refunds, log }, known, {
      method: request.method,
      path: request.url,
      body: rawBodyOf(request),
      idempotencyKey: request.get('idempotency-key'),
    });
    if (reply.kind === 'refused') {
      refuse(response, reply.status, { error: reply.error, message: reply.message });
      return;
    }
    if (reply.contentType !== undefined) response.set('content-type', reply.contentType);
    if (reply.retryAfter !== undefined) response.set('retry-after', reply.retryAfter);
    response.status(reply.status).end(Buffer.from(reply.body));
  });
  return router;
}
