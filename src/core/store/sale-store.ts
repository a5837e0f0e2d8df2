import type { SaleNote } from '../sales/sale-note.ts';
import type { QuotedPrices } from '../admission/quoted-prices.ts';
import type { Slot } from '../slots/slot.ts';
import type { PaymentReference } from '../base/ids.ts';
import type { PastSale } from '../kiosk/snapshot.ts';
import type { Currency } from '../money/money.ts';
import type { LedgerEffect } from '../sale/effect.ts';
import type { SaleEvent } from '../sale/event.ts';
import type { StartedSale } from '../sale/state.ts';
import type { Settings } from '../settings/settings.ts';

/** A note that is not on the disk yet. */
export interface HeldNote {
  readonly note: SaleNote;
  /** Entries of the sale's journal that were written since it was heard, without it. */
  readonly entriesSince: number;
}

/** One step of one sale: the fact, and what it made of the sale. */
export interface JournalEntry {
  readonly reference: PaymentReference;
  readonly event: SaleEvent;
  readonly state: StartedSale;
  readonly ledger: readonly LedgerEffect[];
  /** What was heard before it: told beside it, and nothing is decided by it. */
  readonly notes: readonly HeldNote[];
}

export interface RefusedReceipt {
  readonly reference: PaymentReference;
  readonly atMs: number;
  /** What Vipps said. */
  readonly code: string;
  /** What was charged, minor units. */
  readonly amountMinor: number;
  readonly currency: Currency;
}

/** The kiosk's memory. Every method answers at once; a method that cannot write throws `store/unwritable`. */
export interface SaleStore {
  /** Event, sale row, notes, price book, stock and review entries in one commit; durable when it returns. */
  commit(entry: JournalEntry): void;
  /** Notes that no entry takes along. */
  addNotes(reference: PaymentReference, notes: readonly HeldNote[]): void;
  /** Whether a commit goes through right now: makes one. */
  canWrite(): boolean;
  /** Whether a commit could begin right now. Writes nothing, so it does not notice a full disk. */
  canBegin(): boolean;
  /** Whether entries are missing from the journal since the oldest unfinished sale began. */
  hasGap(): boolean;
  /** Sales with anything left to do, oldest first. */
  openReferences(): readonly PaymentReference[];
  /** The journal of one sale in order; empty when there is no such sale. Throws `store/corrupt`. */
  eventsOf(reference: PaymentReference): readonly SaleEvent[];
  /** What the customer of this sale was offered when they scanned; kept for the sale that began last. */
  quotedPrices(reference: PaymentReference): QuotedPrices | undefined;
  hasCheckIn(checkInId: string): boolean;
  /** Why this check-in was refused before; undefined when it was not. */
  turnedAway(checkInId: string): string | undefined;
  /** Remembers a refusal, for the answer to a repetition and for the technician. */
  noteTurnedAway(refusal: {
    readonly checkInId: string;
    readonly reason: string;
    readonly atMs: number;
  }): void;
  turnedAwaySince(sinceMs: number): number;
  slots(): readonly Slot[];
  settings(): Settings;
  /** Newest first. */
  lastSales(limit: number): readonly PastSale[];
  /** Sales with a captured amount that began at or after `sinceMs`. */
  soldSince(sinceMs: number): { readonly count: number; readonly sumMinor: number };
  openReviewCount(): number;
  /** Receipts that Vipps refused at or after `sinceMs`, and that no person has seen to, oldest first. */
  refusedReceipts(sinceMs: number): readonly RefusedReceipt[];
}
