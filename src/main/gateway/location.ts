import { LOCATION_PATH, locationResponseSchema } from '#contract/relay/messages.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { LocationFault } from '#core/kiosk/location.ts';
import type { RelayHttp } from './relay-http.ts';

/** Asks the relay to change what customers read after the scan. @returns the text as it stands now */
export async function sendLocation(
  http: Pick<RelayHttp, 'call'>,
  location: string,
): Promise<Result<string, LocationFault>> {
  const answer = await http.call({
    method: 'PUT',
    path: LOCATION_PATH,
    isForRelay: true,
    body: { location },
  });
  if (!answer.ok) {
    return err(answer.error.code === 'unreachable' ? 'location-away' : 'location-unsure');
  }
  const { status, body, relayRefusal } = answer.value;
  const changed = locationResponseSchema.safeParse(body);
  if (status === 200 && changed.success) return ok(changed.data.location);
  if (relayRefusal === 'bad-location') return err('location-length');
  return err(relayRefusal === 'vipps-refused' ? 'location-vipps' : 'location-away');
}
