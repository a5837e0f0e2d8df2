import type { SaleMoments } from '../health/step-times.ts';
import type { DropConfirmation } from '../vend/device-controls.ts';

/** A link that came up or went down. Wall clock. */
export interface LinkChange {
  readonly id: number;
  readonly link: 'relay' | 'hardware';
  readonly isUp: boolean;
  readonly atMs: number;
  /** In the driver's or the relay's own words, English. */
  readonly detail: string;
}

/** A vend that nobody paid for, on a technician's order. */
export interface TestVend {
  readonly id: number;
  readonly atMs: number;
  readonly item: number;
  readonly selection: string;
  readonly outcome: 'dropped' | 'failed' | 'no-answer';
  /** Undefined unless it dropped. */
  readonly drop: DropConfirmation['drop'] | undefined;
  readonly tookMs: number | undefined;
}

/** What the kiosk remembers for those who look after it. A method that cannot write throws `store/unwritable`. */
export interface HealthStore {
  /** The machine shows a customer's credit: the first time counts. */
  noteCredit(reference: string, atMs: number): void;
  /** The moments of the last sales, at most `limit` of those begun at or after `sinceMs`. */
  saleMoments(sinceMs: number, limit: number): readonly SaleMoments[];
  /** Keeps the last changes of each link and forgets the older ones. */
  noteLink(change: Omit<LinkChange, 'id'>): void;
  /** Newest first. */
  linkChanges(limit: number): readonly LinkChange[];
  noteTestVend(test: Omit<TestVend, 'id'>): void;
  /** Newest first. */
  testVends(limit: number): readonly TestVend[];
  testVendCount(): number;
}
