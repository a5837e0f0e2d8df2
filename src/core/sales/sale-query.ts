import type { PlacedNote } from './sale-note.ts';
import type { Currency } from '../money/money.ts';
import type { PastSale } from '../kiosk/snapshot.ts';
import type { SaleEvent } from '../sale/event.ts';
import type { SaleGroup } from './sale-group.ts';

/** What a sale must be to be listed; all that is given must hold. */
export interface SaleFilter {
  /** As a customer reads it aloud: from its beginning, or at least four characters of the rest. */
  readonly reference?: string | undefined;
  /** Part of the product's name. */
  readonly product?: string | undefined;
  /** Price, charge or reservation, minor units. */
  readonly amountMinor?: number | undefined;
  /** Began at or after, wall clock. */
  readonly fromMs?: number | undefined;
  /** Began before, wall clock. */
  readonly toMs?: number | undefined;
  readonly group?: SaleGroup | undefined;
}

/** The last sale of a page. */
export interface SaleCursor {
  readonly startedAtMs: number;
  readonly reference: string;
}

export interface ListedSale extends PastSale {
  readonly group: SaleGroup;
  readonly currency: Currency;
  /** Minor units. */
  readonly priceMinor: number | undefined;
  /** Whether a sensor saw the product fall; undefined where the machine does not say. */
  readonly drop: 'confirmed' | 'assumed' | undefined;
}

export interface SalePage {
  /** Newest first. */
  readonly sales: readonly ListedSale[];
  /** Where the next page begins; undefined: there is none. */
  readonly next: SaleCursor | undefined;
}

/** The whole log of sales, searched. */
export interface SaleSearch {
  /** The sales after `after`, newest first. */
  page(filter: SaleFilter, after: SaleCursor | undefined, limit: number): SalePage;
  find(reference: string): ListedSale | undefined;
  /** What happened in a sale, in order. Throws `store/corrupt`. */
  eventsOf(reference: string): readonly SaleEvent[];
  /** What went over the machine's line and what Vipps answered meanwhile, in order. */
  notesOf(reference: string): readonly PlacedNote[];
}

/** Sales that began this long apart from the time in their reference are still found by it. */
const CLOCK_SLACK_MS = 15 * 60_000;
const ULID_TIME_LENGTH = 10;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ULID_PART = /^[0-9a-hjkmnp-tv-z]{1,26}$/;
/** Characters of the part of a reference that is looked into anywhere: the first four tell little more than the year. */
export const TAIL_LENGTH = 22;
const SHORTEST_PART = 4;

/** How to find the references that a typed text means. */
export type ReferenceSearch =
  | { readonly kind: 'every' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'some';
      /** What the reference must contain. */
      readonly text: string;
      /** It may begin so: only sales that began in this time can. */
      readonly beginning: { readonly fromMs: number; readonly toMs: number } | undefined;
      /** It may be anywhere in the last TAIL_LENGTH characters. */
      readonly isAnywhere: boolean;
    };

/** Letters that are read aloud or typed for a digit (Crockford). */
function digits(text: string): string {
  return text.replace(/[il]/g, '1').replace(/o/g, '0');
}

/** When references that begin with these characters of their ULID were made; undefined: none begins so. */
function beginningOf(ulid: string): { fromMs: number; toMs: number } | undefined {
  if (!/^[0-7]/.test(ulid)) return undefined;
  const known = ulid.slice(0, ULID_TIME_LENGTH);
  const size = 32 ** (ULID_TIME_LENGTH - known.length);
  let value = 0;
  for (const letter of known) value = value * 32 + ALPHABET.indexOf(letter);
  return { fromMs: value * size - CLOCK_SLACK_MS, toMs: (value + 1) * size + CLOCK_SLACK_MS };
}

/** Reads what was typed as part of a reference of this machine. Spaces and capitals do not matter. */
export function readReference(typed: string, machineId: string): ReferenceSearch {
  const text = typed.toLowerCase().replace(/\s/g, '');
  if (`${machineId}-`.includes(text)) return { kind: 'every' };
  const dash = text.lastIndexOf('-');
  const ulid = digits(text.slice(dash + 1));
  if (!ULID_PART.test(ulid)) return { kind: 'none' };
  if (dash >= 0) {
    const head = text.slice(0, dash + 1);
    if (!`${machineId}-`.endsWith(head)) return { kind: 'none' };
    const beginning = beginningOf(ulid);
    if (beginning === undefined) return { kind: 'none' };
    return { kind: 'some', text: head + ulid, beginning, isAnywhere: false };
  }
  return {
    kind: 'some',
    text: ulid,
    beginning: beginningOf(ulid),
    isAnywhere: ulid.length >= SHORTEST_PART && ulid.length <= TAIL_LENGTH,
  };
}
