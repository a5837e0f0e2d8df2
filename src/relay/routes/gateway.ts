import express, { Router, type Response } from 'express';
import type { Clock, Log } from '#core/ports.ts';
import { authenticate } from '../kiosk-auth.ts';
import { passOn } from '../pass-on.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { SalesUnits } from '../sales-units.ts';
import type { RelayStore } from '../store/relay-store.ts';
import { LARGEST_BODY, rawBodyOf } from './raw-body.ts';

/** A machine that sells as fast as it can needs a tenth of this. */
const CALLS_PER_MINUTE = 600;

interface GatewayDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly clock: Clock;
  readonly log: Log;
}

/** An answer of the relay itself is marked, so that nobody takes it for Vipps'. */
export function refuse(
  response: Response,
  status: number,
  refusal: { readonly error: string; readonly message: string },
): void {
  response.status(status).set('x-relay-refusal', '1').json(refusal);
}

/** Every method under `/gateway`: the machine's Vipps calls. */
export function gatewayRoutes({ store, units, clock, log }: GatewayDeps): Router {
  const router = Router();
  const limit = createRateLimit(CALLS_PER_MINUTE, clock);
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  router.use(async (request, response) => {
    const known = await authenticate(store, request.get('authorization'));
    if (known === undefined) {
      refuse(response, 401, { error: 'unknown-machine', message: 'The credential is not valid.' });
      return;
    }
    if (!limit.isAllowed(known.machine.machineId)) {
      response.set('retry-after', '60');
      refuse(response, 429, { error: 'too-many-calls', message: 'Too many calls in a minute.' });
      return;
    }
    const reply = await passOn({ units, log }, known, {
      method: request.method,
      path: request.url,
      body: rawBodyOf(request),
      contentType: request.get('content-type'),
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
