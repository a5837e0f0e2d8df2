import { locationRequestSchema } from '#contract/relay/messages.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import express, { Router } from 'express';
import type { QrTexts } from '../../machines/qr-texts.ts';
import type { MachineStore } from '../../store/ports/machines.ts';
import type { SalesUnits } from '../../vipps/sales-units.ts';
import type { MachineAuthentication } from '../machine-authentication.ts';
import { refuse } from '../refusal.ts';

/** Enough for a person who types; too few for a program that floods Vipps with texts. */
const LIMIT = { name: 'location', callsPerMinute: 10 };

interface LocationDeps {
  readonly authentication: Pick<MachineAuthentication, 'require'>;
  readonly machines: Pick<MachineStore, 'setLocation'>;
  readonly units: SalesUnits;
  readonly texts: Pick<QrTexts, 'change'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChanged: (machineId: string) => void;
}

/** `PUT /location`: changes the text that customers read after the scan, first at Vipps and then in the store. */
export function locationRoutes(deps: LocationDeps): Router {
  const { authentication, machines, units, texts, clock, log, onChanged } = deps;
  const router = Router();
  const change = authentication.require(LIMIT, async (machine, request, response) => {
    const { machineId, merchantSerialNumber } = machine;
    const body = locationRequestSchema.safeParse(request.body);
    const location = body.success ? locationText(body.data.location) : undefined;
    if (location === undefined) {
      const message = `The location must be one line of 1 to ${String(LOCATION_MAX_LENGTH)} characters.`;
      refuse(response, { status: 400, error: 'bad-location', message });
      return;
    }
    const unit = units.find(merchantSerialNumber);
    if (unit === undefined) {
      const message = 'The sales unit of the machine is not set up here.';
      refuse(response, { status: 403, error: 'not-allowed', message });
      return;
    }
    const done = await texts.change(machineId, () => Promise.resolve({ unit, text: location }));
    if (!done.ok) {
      log.warn('relay.qr-text-not-changed', { machineId, why: done.error });
      refuse(response, { status: 502, error: 'vipps-refused', message: `${done.error}.` });
      return;
    }
    await machines.setLocation(machineId, location, clock.nowMs());
    log.info('relay.location-changed', { machineId, location });
    onChanged(machineId);
    response.status(200).set('cache-control', 'no-store').json({ location });
  });
  router.put('/', express.json({ limit: '1kb' }), change);
  return router;
}
