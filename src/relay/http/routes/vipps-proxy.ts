import express, { Router } from 'express';
import type { VippsProxy } from '../../vipps/vipps-proxy.ts';
import type { MachineAuthentication } from '../machine-authentication.ts';
import { LARGEST_BODY, refuse } from '../refusal.ts';

/** Ten times what a machine needs when it sells as fast as it can. */
const CALLS_PER_MINUTE = 600;

/** Every method under `/gateway`: a machine's calls to Vipps. */
export function vippsProxyRoutes(
  authentication: Pick<MachineAuthentication, 'require'>,
  proxy: VippsProxy,
): Router {
  const router = Router();
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  router.use(
    authentication.require(CALLS_PER_MINUTE, async (machine, request, response) => {
      const body: unknown = request.body;
      const reply = await proxy.forward(machine, {
        method: request.method,
        path: request.url,
        body: body instanceof Uint8Array ? body : new Uint8Array(0),
        idempotencyKey: request.get('idempotency-key'),
      });
      if (reply.kind === 'refused') {
        refuse(response, reply);
        return;
      }
      if (reply.contentType !== undefined) response.set('content-type', reply.contentType);
      if (reply.retryAfter !== undefined) response.set('retry-after', reply.retryAfter);
      response.status(reply.status).end(Buffer.from(reply.body));
    }),
  );
  return router;
}
