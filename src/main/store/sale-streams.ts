import type { ListedSale, SaleCursor } from '#core/sales/sale-query.ts';

/** A list of sales, newest first, that is read only as far as needed. */
export interface Stream {
  /** The start of its newest sale. */
  readonly headMs: number;
  /** How many to read at once. */
  readonly batch: number;
  readonly read: (before: SaleCursor, limit: number) => readonly ListedSale[];
}

/** Newest first. */
export function byAge(one: ListedSale, other: ListedSale): number {
  if (one.startedAtMs !== other.startedAtMs) return other.startedAtMs - one.startedAtMs;
  if (one.reference === other.reference) return 0;
  return one.reference < other.reference ? 1 : -1;
}

export function cursorOf({ startedAtMs, reference }: ListedSale): SaleCursor {
  return { startedAtMs, reference };
}

function isBefore(sale: ListedSale, cursor: SaleCursor): boolean {
  if (sale.startedAtMs !== cursor.startedAtMs) return sale.startedAtMs < cursor.startedAtMs;
  return sale.reference < cursor.reference;
}

/** A stream of sales that are already in memory, sorted by age. */
export function streamOf(sales: readonly ListedSale[]): Stream {
  return {
    headMs: sales[0]?.startedAtMs ?? -Infinity,
    batch: sales.length,
    read: (before, limit) => sales.filter((sale) => isBefore(sale, before)).slice(0, limit),
  };
}

interface Opened {
  readonly stream: Stream;
  rows: ListedSale[];
}

function newest(opened: readonly Opened[]): Opened | undefined {
  let best: Opened | undefined;
  for (const one of opened) {
    const [row] = one.rows;
    const other = best?.rows[0];
    if (row !== undefined && (other === undefined || byAge(row, other) < 0)) best = one;
  }
  return best;
}

/** The newest `limit` sales before `before` of several streams, each sale once. Opens a stream only when it is its turn. */
export function merge(
  streams: readonly Stream[],
  before: SaleCursor,
  limit: number,
): readonly ListedSale[] {
  const waiting = [...streams].sort((one, other) => other.headMs - one.headMs);
  const opened: Opened[] = [];
  const found: ListedSale[] = [];
  while (found.length < limit) {
    const best = newest(opened);
    const row = best?.rows[0];
    const [next] = waiting;
    if (next !== undefined && (row === undefined || next.headMs >= row.startedAtMs)) {
      waiting.shift();
      opened.push({ stream: next, rows: [...next.read(before, next.batch)] });
      continue;
    }
    if (best === undefined || row === undefined) return found;
    if (row.reference !== found.at(-1)?.reference) found.push(row);
    best.rows.shift();
    if (best.rows.length === 0) best.rows = [...best.stream.read(cursorOf(row), best.stream.batch)];
  }
  return found;
}
