import { enrolRequestSchema } from '#contract/relay/messages.ts';
import type { Log } from '#core/base/ports.ts';
import express, { Router } from 'express';
import { createRateLimit, type LimitDeps } from '../../cluster/rate-limit.ts';
import { enrol, type EnrolmentDeps } from '../../machines/enrolment.ts';
import type { MachineAuthentication } from '../machine-authentication.ts';
import { refuse } from '../refusal.ts';

/** From one address: nobody types faster, but a program that guesses does. Five wrong secrets end a code anyway. */
const LIMIT = { name: 'enrolment-tries', perMinute: 20 };

interface RouteDeps extends EnrolmentDeps {
  readonly authentication: Pick<MachineAuthentication, 'addressOf'>;
  readonly cluster: LimitDeps['cluster'];
  readonly log: Log;
  /** The credential that this machine had before is worth nothing any more. */
  readonly onEnrolled: (machineId: string) => Promise<void>;
}

/** `POST /enrol`: exchanges a technician's one-time code for the machine's credential. */
export function enrolRoutes(deps: RouteDeps): Router {
  const { authentication, log } = deps;
  const router = Router();
  const limit = createRateLimit(LIMIT, deps);
  router.post('/', express.json({ limit: '1kb' }), async (request, response) => {
    const address = authentication.addressOf(request);
    if ((await limit.take(address)) !== 'allowed') {
      const message = 'Too many tries: wait a minute.';
      refuse(response, { status: 429, error: 'too-many-tries', message });
      return;
    }
    const body = enrolRequestSchema.safeParse(request.body);
    if (!body.success) {
      const message = 'The enrolment code is missing.';
      refuse(response, { status: 400, error: 'bad-request', message });
      return;
    }
    const enrolled = await enrol(deps, body.data);
    if (!enrolled.ok) {
      log.warn('relay.enrolment-refused', { address });
      refuse(response, { status: 403, ...enrolled.error });
      return;
    }
    log.info('relay.machine-enrolled', { machineId: enrolled.value.machineId });
    await deps.onEnrolled(enrolled.value.machineId);
    response.status(200).set('cache-control', 'no-store').json(enrolled.value);
  });
  return router;
}
