import { locationRequestSchema } from '#contract/relay/messages.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import express, { Router } from 'express';
import type { Door } from '../door.ts';
import type { QrTexts } from '../../machines/qr-texts.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { SalesUnits } from '../../vipps/sales-units.ts';
import type { RelayStore } from '../../store/ports/relay-store.ts';
import { knownMachine } from '../known-machine.ts';
import { refuse } from '../refuse.ts';

/** A person types; a program that fills Vipps with texts does not. */
const CHANGES_PER_MINUTE = 10;

interface LocationDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly texts: QrTexts;
  readonly door: Door;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChanged: (machineId: string) => void;
}

/** `PUT /location`: the text that customers read after the scan, at Vipps first and then here. */
export function locationRoutes(deps: LocationDeps): Router {
  const { store, units, texts, door, clock, log, onChanged } = deps;
  const router = Router();
  const limit = createRateLimit(CHANGES_PER_MINUTE, clock);
  router.put('/', express.json({ limit: '1kb' }), async (request, response) => {
    const known = await knownMachine({ store, door, limit }, request, response);
    if (known === undefined) return;
    const { machineId, merchantSerialNumber } = known.machine;
    const order = locationRequestSchema.safeParse(request.body);
    const location = order.success ? locationText(order.data.location) : undefined;
    if (location === undefined) {
      const message = `The location must be one line of 1 to ${String(LOCATION_MAX_LENGTH)} characters.`;
      refuse(response, 400, { error: 'bad-location', message });
      return;
    }
    const unit = units.find(merchantSerialNumber);
    if (unit === undefined) {
      const message = 'The sales unit of the machine is not set up here.';
      refuse(response, 403, { error: 'not-allowed', message });
      return;
    }
    const done = await texts.change(machineId, () => Promise.resolve({ unit, text: location }));
    if (!done.ok) {
      log.warn('the text of the QR was not changed', { machineId, why: done.error });
      refuse(response, 502, { error: 'vipps-refused', message: `${done.error}.` });
      return;
    }
    await store.setLocation(machineId, location, clock.nowMs());
    log.info('the location of a machine was changed', { machineId, location });
    onChanged(machineId);
    response.status(200).set('cache-control', 'no-store').json({ location });
  });
  return router;
}
