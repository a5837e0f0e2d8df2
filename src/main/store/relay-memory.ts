import { CURRENCIES, MARKETS } from '#core/money/money.ts';
import type { RelayFacts, RelayMemoryStore } from '#core/store/relay-memory.ts';
import type { Clock } from '#core/base/ports.ts';
import { marketDay, type MarketDay } from '#core/time/market-day.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { recall, remember } from './remembered.ts';

const termsSchema = z.object({
  merchantSerialNumber: z.string(),
  market: z.enum(MARKETS),
  currency: z.enum(CURRENCIES),
  userFlow: z.enum(['PUSH_MESSAGE', 'WEB_REDIRECT']),
  returnUrl: z.string().optional(),
  partialCapture: z.boolean(),
  orderManagement: z.boolean(),
  maxAmountCapMinor: z.number(),
});

const qrSchema = z.object({ svg: z.string(), content: z.string(), fetchedAtMs: z.number() });

function read(database: Database): RelayFacts {
  const terms = recall(database, 'salesTerms', termsSchema);
  return {
    terms: terms === undefined ? undefined : { ...terms, returnUrl: terms.returnUrl },
    location: recall(database, 'location', z.string()),
    qr: recall(database, 'qr', qrSchema),
  };
}

export function createRelayMemory(
  database: Database,
  clock: Pick<Clock, 'nowMs'>,
): RelayMemoryStore {
  let known: RelayFacts | undefined;
  let isWelcomeKept = true;
  const load = (): RelayFacts => (known ??= read(database));
  return {
    load,
    keepWelcome: ({ terms, location }) => {
      const before = load();
      const isNews =
        JSON.stringify([before.terms, before.location]) !== JSON.stringify([terms, location]);
      known = { ...before, terms, location };
      if (!isNews && isWelcomeKept) return;
      // What a full disk refuses now is written at the next welcome.
      isWelcomeKept = false;
      const atMs = clock.nowMs();
      remember(database, { key: 'salesTerms', value: terms, atMs });
      remember(database, { key: 'location', value: location, atMs });
      isWelcomeKept = true;
    },
    keepLocation: (location) => {
      known = { ...load(), location };
      remember(database, { key: 'location', value: location, atMs: clock.nowMs() });
    },
    keepQr: (qr) => {
      known = { ...load(), qr };
      remember(database, { key: 'qr', value: qr, atMs: clock.nowMs() });
    },
  };
}

/** Where and when the machine sells: Norway until the relay has said otherwise. */
export function marketDayOf(memory: Pick<RelayMemoryStore, 'load'>, nowMs: number): MarketDay {
  return marketDay(memory.load().terms?.market ?? 'NO', nowMs);
}
