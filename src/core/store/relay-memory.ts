import type { PostedQr } from '../kiosk/snapshot.ts';
import type { LastKnownRelay } from '../payment/relay-feed.ts';
import type { SalesTerms } from '../payment/sales-terms.ts';

export type RelayFacts = LastKnownRelay & { readonly qr: PostedQr | undefined };

/** What the relay and Vipps told last, in memory and on disk. A `keep…` that throws `store/…` has kept it in memory. */
export interface RelayMemoryStore {
  load(): RelayFacts;
  keepWelcome(welcome: { readonly terms: SalesTerms; readonly location: string }): void;
  keepLocation(location: string): void;
  keepQr(qr: PostedQr): void;
}
