import { CURRENCIES, MARKETS, type Currency } from '#core/money/money.ts';
import type { PostedQr } from '#core/kiosk/snapshot.ts';
import type { LastKnownRelay } from '#core/payment/relay-feed.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { Clock } from '#core/base/ports.ts';
import { marketDay } from '#core/time/market-day.ts';
import type { MarketDay } from '#core/time/market-day.ts';
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

export type RelayFacts = LastKnownRelay & { readonly qr: PostedQr | undefined };

/** What the relay and Vipps told last, in memory and on disk. */
export interface RelayMemoryStore {
  load(): RelayFacts;
  keepWelcome(welcome: { readonly terms: SalesTerms; readonly location: string }): void;
  keepLocation(location: string): void;
  keepQr(qr: PostedQr): void;
}

export function createRelayMemory(database: Database, clock: Clock): RelayMemoryStore {
  const stored = recall(database, 'salesTerms', termsSchema);
  let known: RelayFacts = {
    terms: stored === undefined ? undefined : { ...stored, returnUrl: stored.returnUrl },
    location: recall(database, 'location', z.string()),
    qr: recall(database, 'qr', qrSchema),
  };
  return {
    load: () => known,
    keepWelcome: ({ terms, location }) => {
      const isNews =
        JSON.stringify([known.terms, known.location]) !== JSON.stringify([terms, location]);
      known = { ...known, terms, location };
      if (!isNews) return;
      const atMs = clock.nowMs();
      remember(database, { key: 'salesTerms', value: terms, atMs });
      remember(database, { key: 'location', value: location, atMs });
    },
    keepLocation: (location) => {
      known = { ...known, location };
      remember(database, { key: 'location', value: location, atMs: clock.nowMs() });
    },
    keepQr: (qr) => {
      known = { ...known, qr };
      remember(database, { key: 'qr', value: qr, atMs: clock.nowMs() });
    },
  };
}

/** What the machine sells in; undefined until the relay has said it. */
export function currencyKnown(database: Database, clock: Clock): Currency | undefined {
  return createRelayMemory(database, clock).load().terms?.currency;
}

/** Where and when the machine sells: Norway until the relay has said otherwise. */
export function vatToday(database: Database, clock: Clock): MarketDay {
  const market = createRelayMemory(database, clock).load().terms?.market ?? 'NO';
  return marketDay(market, clock.nowMs());
}
