/** What the world of a load test saw: scans, webhooks, arrivals. The verdict is read from it; nothing acts on it. */

/** One customer's scan. */
export interface Scan {
  readonly checkInId: string;
  readonly machineId: string;
  /** The HTTP status of each copy that Vipps sent; undefined: no answer came. */
  readonly answers: (number | undefined)[];
  /** Those answers that are the machine's: a relay whose database is away refuses without a verdict. */
  readonly verdicts: number[];
  /** What the machine said, once. */
  machine?:
    { readonly accepted: boolean; readonly atMs: number; readonly link: number } | undefined;
  /** The relay took it back. */
  isVoid: boolean;
  /** The link on which the machine answered was up long enough to hear that. */
  couldHearVoid: boolean;
}

/** One payment event that Vipps announces. */
export interface Announced {
  /** `<pspReference>:<name>`: the same for every copy. */
  readonly key: string;
  readonly reference: string;
  readonly machineId: string;
  readonly name: string;
  firstSentMs: number | undefined;
  lastSentMs: number;
  /** When the first 200 came. */
  acceptedMs: number | undefined;
}

/** One payment event as a machine took it. */
export interface Arrival {
  readonly key: string;
  readonly sequence: number;
  readonly atMs: number;
}

/** A sale in the memory of its machine. */
export interface JournalEntry {
  readonly reference: string;
  readonly checkInId: string;
  state: 'open' | 'sold' | 'withdrawn' | 'failed';
  capturedMinor: number;
  /** What its create got instead of a payment. */
  refusal?: string;
}

export type FaultKind = 'doubled' | 'reordered' | 'wrongAnswer';

export interface Book {
  readonly scans: Map<string, Scan>;
  readonly announced: Map<string, Announced>;
  /** By machine, in the order in which they came. */
  readonly arrivals: Map<string, Arrival[]>;
  readonly journal: Map<string, JournalEntry>;
  /** What a machine saw with its own eyes and what must never be. */
  readonly seen: { readonly kind: FaultKind; readonly what: string }[];
  /** Harmless trouble by its kind, such as `gateway 503`. */
  readonly errors: Map<string, number>;
}

export function createBook(): Book {
  return {
    scans: new Map(),
    announced: new Map(),
    arrivals: new Map(),
    journal: new Map(),
    seen: [],
    errors: new Map(),
  };
}

export function countError({ errors }: Book, kind: string): void {
  errors.set(kind, (errors.get(kind) ?? 0) + 1);
}
