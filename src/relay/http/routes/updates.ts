import { isForRing } from '#core/update/manifest.ts';
import { Router } from 'express';
import type { UpdateOffers } from '../../updates/offers.ts';
import type { Releases } from '../../updates/releases.ts';
import type { MachineAuthentication } from '../machine-authentication.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** A machine on a bad line goes on again and again. */
const LIMIT = { name: 'updates', callsPerMinute: 20 };
const AGAIN_AFTER_SECONDS = '300';

interface UpdateRoutesDeps {
  readonly authentication: Pick<MachineAuthentication, 'require'>;
  readonly releases: Pick<Releases, 'find'>;
  readonly offers: Pick<UpdateOffers, 'ringOf'>;
  /** Machines that fetch at the same time. */
  readonly atOnce: number;
}

const UNKNOWN: Refusal = {
  status: 404,
  error: 'unknown-release',
  message: 'There is no such version for this machine.',
};
const BUSY: Refusal = {
  status: 503,
  error: 'too-many-downloads',
  message: 'Too many machines fetch a version now. Try again.',
};

function isBeyondEnd(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 416;
}

/** `GET /updates/<sha512>`, with `Range`: the AppImage of a version that is for this machine. */
export function updateRoutes(deps: UpdateRoutesDeps): Router {
  const { authentication, releases, offers, atOnce } = deps;
  const router = Router();
  let fetching = 0;
  router.get(
    '/:sha512',
    authentication.require(LIMIT, async (machine, request, response) => {
      const { sha512 } = request.params;
      const release = await releases.find(typeof sha512 === 'string' ? sha512 : '');
      const ring = await offers.ringOf(machine.machineId);
      if (release === undefined || !isForRing(release.manifest.ring, ring)) {
        refuse(response, UNKNOWN);
        return;
      }
      if (fetching >= atOnce) {
        response.set('retry-after', AGAIN_AFTER_SECONDS);
        refuse(response, BUSY);
        return;
      }
      fetching += 1;
      response.once('close', () => {
        fetching -= 1;
      });
      const headers = { 'content-type': 'application/octet-stream' };
      response.sendFile(
        release.image,
        { headers, cacheControl: false, dotfiles: 'allow', etag: false },
        (error?: unknown) => {
          if (response.headersSent) return;
          // The machine went away, or the file did: it asks again. Unless the file is shorter than what the machine has.
          if (isBeyondEnd(error)) {
            response
              .status(416)
              .set('content-range', `bytes */${String(release.bytes)}`)
              .end();
          } else {
            refuse(response, UNKNOWN);
          }
        },
      );
    }),
  );
  return router;
}
