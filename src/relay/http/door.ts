import type { Clock, Log } from '#core/base/ports.ts';
import type { IncomingMessage } from 'node:http';
import { createClientAddresses } from './client-address.ts';
import { createRateLimit } from './rate-limit.ts';

/** A machine whose credential was taken back asks once a minute; many of them may share one address. */
const WRONG_CREDENTIALS_PER_MINUTE = 30;

/** Who comes, and who has come with wrong credentials too often. Right ones are never turned away for it. */
export interface Door {
  addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string;
  /** Counts one; true: no more of them are answered in this minute. */
  isTooWrong(address: string): boolean;
}

export function createDoor(
  trustedProxies: readonly string[] | undefined,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Door {
  const addresses = createClientAddresses(trustedProxies);
  const limit = createRateLimit(WRONG_CREDENTIALS_PER_MINUTE, clock);
  return {
    addressOf: (request) => addresses.of(request),
    isTooWrong: (address) => {
      if (limit.isAllowed(address)) return false;
      if (limit.isFirstAbove(address)) log.warn('too many wrong credentials', { address });
      return true;
    },
  };
}
