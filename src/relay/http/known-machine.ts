import type { Request, Response } from 'express';
import type { Door } from './door.ts';
import { authenticate, type KnownMachine } from './machine-authentication.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { refuse } from './refuse.ts';

interface Guards {
  readonly store: RelayStore;
  readonly door: Door;
  readonly limit: RateLimit;
}

function refuseTooMany(response: Response, error: string, message: string): void {
  response.set('retry-after', '60');
  refuse(response, 429, { error, message });
}

/** The machine whose credential comes with a request, within its calls a minute; undefined: it has been refused. */
export async function knownMachine(
  { store, door, limit }: Guards,
  request: Request,
  response: Response,
): Promise<KnownMachine | undefined> {
  const known = await authenticate(store, request.get('authorization'));
  if (known === undefined) {
    if (door.isTooWrong(door.addressOf(request))) {
      refuseTooMany(response, 'too-many-tries', 'Too many wrong credentials from this address.');
    } else {
      refuse(response, 401, { error: 'unknown-machine', message: 'The credential is not valid.' });
    }
    return undefined;
  }
  if (limit.isAllowed(known.machine.machineId)) return known;
  refuseTooMany(response, 'too-many-calls', 'Too many calls in a minute.');
  return undefined;
}
