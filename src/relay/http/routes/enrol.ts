import { enrolRequestSchema } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import express, { Router } from 'express';
import type { Door } from '../door.ts';
import { acceptCode } from '../../machines/enrolment.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { SalesUnits } from '../../vipps/sales-units.ts';
import type { RelayStore } from '../../store/ports/relay-store.ts';
import { refuse } from '../refuse.ts';

/** From one address: nobody types faster; a program that guesses does. An invitation bears five wrong secrets anyway. */
const TRIES_PER_MINUTE = 20;

interface EnrolDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly door: Door;
  readonly clock: Clock;
  readonly log: Log;
}

/** `POST /enrol`: a technician's one-time code for the machine's credential. */
export function enrolRoutes({ store, units, door, clock, log }: EnrolDeps): Router {
  const router = Router();
  const limit = createRateLimit(TRIES_PER_MINUTE, clock);
  router.post('/', express.json({ limit: '1kb' }), async (request, response) => {
    const address = door.addressOf(request);
    if (!limit.isAllowed(address)) {
      response.set('retry-after', '60');
      refuse(response, 429, { error: 'too-many-tries', message: 'Too many tries: wait a minute.' });
      return;
    }
    const order = enrolRequestSchema.safeParse(request.body);
    if (!order.success) {
      refuse(response, 400, { error: 'bad-request', message: 'The enrolment code is missing.' });
      return;
    }
    const enrolled = await acceptCode({ store, clock, units }, order.data.code);
    if (!enrolled.ok) {
      log.warn('an enrolment code is refused', { address });
      refuse(response, 403, { error: 'wrong-code', message: enrolled.error });
      return;
    }
    log.info('machine enrolled', { machineId: enrolled.value.machineId });
    response.status(200).set('cache-control', 'no-store').json(enrolled.value);
  });
  return router;
}
