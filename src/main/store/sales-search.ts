import {
  readReference,
  type ListedSale,
  type ReferenceSearch,
  type SaleSearch,
  type SaleFilter,
} from '#core/sales/sale-query.ts';
import type { Database } from '#sqlite/database.ts';
import { kindsMeeting, meetsCriteria, type SaleCriteria } from './sale-kinds.ts';
import { readAll, readContaining, readKinds, readOpen, readSale, type Span } from './sale-reads.ts';
import { readEvents } from './sale-events.ts';
import { readNotes } from './sale-note-rows.ts';
import { byAge, cursorOf, merge, streamOf, type Stream } from './sale-streams.ts';

const FOREVER: Span = {
  fromMs: -1,
  // Sorts after every reference.
  before: { startedAtMs: Number.MAX_SAFE_INTEGER, reference: '~' },
};
/** How many references with the same beginning to read at once. */
const PORTION = 101;

interface Search {
  readonly database: Database;
  readonly wanted: SaleCriteria;
  /** The kinds of ended sales to find; undefined: all. */
  readonly kinds: readonly number[] | undefined;
}

function narrowed(span: Span, fromMs: number | undefined, toMs: number | undefined): Span {
  const isEarlier = toMs !== undefined && toMs <= span.before.startedAtMs;
  return {
    fromMs: Math.max(span.fromMs, fromMs ?? -1),
    before: isEarlier ? { startedAtMs: toMs, reference: '' } : span.before,
  };
}

/** Finds sales by everything but their reference, newest first. */
function read(search: Search, span: Span, limit: number): readonly ListedSale[] {
  const { database, wanted, kinds } = search;
  if (kinds === undefined) return readAll(database, span, limit);
  const open = readOpen(database, span).filter((sale) => meetsCriteria(sale, wanted));
  const ended = readKinds(database, { kinds, amountMinor: wanted.amountMinor }, { span, limit });
  return merge([streamOf(open), ...ended], span.before, limit);
}

type Some = Extract<ReferenceSearch, { kind: 'some' }>;

/** References that contain the text anywhere behind their beginning. */
function containing({ database, wanted }: Search, { text, isAnywhere }: Some): Stream {
  const sales = isAnywhere
    ? [...readOpen(database, FOREVER), ...readContaining(database, text)]
    : [];
  return streamOf(
    sales
      .filter((sale) => sale.reference.includes(text) && meetsCriteria(sale, wanted))
      .sort(byAge),
  );
}

/** References that begin with the text: those of their time, looked at one by one. */
function beginning(search: Search, wish: Some, span: Span): Stream {
  const { text, beginning: time } = wish;
  if (time === undefined) return streamOf([]);
  const isIt = ({ reference }: ListedSale): boolean =>
    text.includes('-') ? reference.includes(text) : reference.slice(-26).startsWith(text);
  const within = narrowed(span, time.fromMs, time.toMs);
  return {
    headMs: within.before.startedAtMs,
    batch: PORTION,
    read: (before, limit) => {
      const found: ListedSale[] = [];
      let from = before.startedAtMs < within.before.startedAtMs ? before : within.before;
      while (found.length < limit) {
        const rows = read(search, { ...within, before: from }, limit);
        found.push(...rows.filter(isIt));
        const last = rows.at(-1);
        if (last === undefined || rows.length < limit) break;
        from = cursorOf(last);
      }
      return found.slice(0, limit);
    },
  };
}

function rowsOf(
  search: Search,
  wish: ReferenceSearch,
  { span, limit }: { readonly span: Span; readonly limit: number },
): readonly ListedSale[] {
  if (wish.kind === 'none') return [];
  if (wish.kind === 'every') return read(search, span, limit);
  const streams = [containing(search, wish), beginning(search, wish, span)];
  return merge(streams, span.before, limit).filter((sale) => sale.startedAtMs >= span.fromMs);
}

export function createSalesSearch(database: Database, machineId: string): SaleSearch {
  function prepare(filter: SaleFilter): { search: Search; wish: ReferenceSearch; span: Span } {
    const { reference } = filter;
    return {
      search: { database, wanted: filter, kinds: kindsMeeting(database, filter) },
      wish: reference === undefined ? { kind: 'every' } : readReference(reference, machineId),
      span: narrowed(FOREVER, filter.fromMs, filter.toMs),
    };
  }

  return {
    page: (filter, after, limit) => {
      const { search, wish, span } = prepare(filter);
      const isWithin = after !== undefined && after.startedAtMs < span.before.startedAtMs;
      const from = isWithin ? { ...span, before: after } : span;
      const rows = rowsOf(search, wish, { span: from, limit: limit + 1 });
      const sales = rows.slice(0, limit);
      const last = rows.length > limit ? sales.at(-1) : undefined;
      return { sales, next: last === undefined ? undefined : cursorOf(last) };
    },
    find: (reference) => readSale(database, reference),
    eventsOf: (reference) => readEvents(database, reference),
    notesOf: (reference) => readNotes(database, [reference]).get(reference) ?? [],
  };
}
