import type { Request, Response } from 'express';
import { authenticate, type KnownMachine } from '../kiosk-auth.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { RelayStore } from '../store/relay-store.ts';
import { refuse } from './refuse.ts';

/** The machine whose credential comes with a request, within its calls a minute; undefined: it has been refused. */
export async function knownMachine(
  { store, limit }: { readonly store: RelayStore; readonly limit: RateLimit },
  request: Request,
  response: Response,
): Promise<KnownMachine | undefined> {
  const known = await authenticate(store, request.get('authorization'));
  if (known === undefined) {
    refuse(response, 401, { error: 'unknown-machine', message: 'The credential is not valid.' });
    return undefined;
  }
  if (limit.isAllowed(known.machine.machineId)) return known;
  response.set('retry-after', '60');
  refuse(response, 429, { error: 'too-many-calls', message: 'Too many calls in a minute.' });
  return undefined;
}
