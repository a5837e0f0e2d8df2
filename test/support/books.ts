export interface Drop {
  readonly selection: string;
  readonly atMs: number;
}

export interface BookedSale {
  readonly reference: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly startedAt: string;
  readonly selection: string | null;
  readonly price: number | null;
  readonly reserved: number;
  readonly captured: number;
  readonly refunded: number;
}

export interface BookedPayment {
  readonly reference: string;
  readonly reserved: number;
  readonly captured: number;
  readonly refunded: number;
  readonly open: number;
}

/** Everything that stands anywhere when all is quiet: Vipps, the kiosk, the machine. */
export interface Books {
  readonly ledger: readonly BookedPayment[];
  /** Oldest first. */
  readonly sales: readonly BookedSale[];
  readonly drops: readonly Drop[];
  /** What went over the line to the machine. */
  readonly transcript: readonly {
    readonly atMs: number;
    readonly direction: string;
    readonly line: string;
  }[];
  /** How many of each selection the kiosk has counted down. */
  readonly taken: Readonly<Record<string, number>>;
}

/** The sale during which something happened: the newest that had begun before. */
function saleOf(books: Books, atMs: number): Books['sales'][number] | undefined {
  return books.sales.findLast((sale) => Date.parse(sale.startedAt) < atMs);
}

function ledgerViolations({ ledger, sales }: Books): readonly string[] {
  const found: string[] = [];
  for (const row of ledger) {
    const sale = sales.find(({ reference }) => reference === row.reference);
    if (row.open > 0) found.push(`${row.reference}: ${String(row.open)} stay reserved`);
    if (sale === undefined) {
      if (row.reserved > 0)
        found.push(`${row.reference}: reserved, and the kiosk knows nothing of it`);
      continue;
    }
    if (row.captured !== 0 && row.captured !== sale.price) {
      found.push(`${row.reference}: captured ${String(row.captured)} for ${String(sale.price)}`);
    }
    const isSame =
      row.captured === sale.captured &&
      row.reserved === sale.reserved &&
      row.refunded === sale.refunded;
    if (!isSame) found.push(`${row.reference}: the ledger and the journal differ`);
  }
  for (const sale of sales) {
    if (sale.state !== 'settled') found.push(`${sale.reference}: still ${sale.state}`);
    if (sale.captured > 0 && !ledger.some((row) => row.reference === sale.reference)) {
      found.push(`${sale.reference}: charged in the journal, unknown to Vipps`);
    }
  }
  return found;
}

/** No success was heard, so nothing may be charged (policy release); what dropped unseen is for review. */
const UNSEEN: readonly (string | null)[] = [
  'unknownReleased',
  'droppedUncharged',
  'captureRefused',
];
/** The product is known to have dropped. */
const SEEN: readonly (string | null)[] = ['sold', 'droppedUncharged', 'captureRefused'];

function dropViolations(books: Books): readonly string[] {
  const found: string[] = [];
  const dropped = new Map<string, number>();
  for (const drop of books.drops) {
    const sale = saleOf(books, drop.atMs);
    if (sale === undefined) {
      found.push(`${drop.selection} dropped without a sale`);
      continue;
    }
    dropped.set(sale.reference, (dropped.get(sale.reference) ?? 0) + 1);
    if (sale.captured === 0 && !UNSEEN.includes(sale.outcome)) {
      found.push(`${sale.reference}: dropped, not charged, and ended as ${String(sale.outcome)}`);
    }
  }
  for (const sale of books.sales) {
    const count = dropped.get(sale.reference) ?? 0;
    if (count > 1) found.push(`${sale.reference}: ${String(count)} products on one reservation`);
    if (sale.captured > 0 && count === 0) found.push(`${sale.reference}: charged, nothing dropped`);
  }
  return found;
}

function stockViolations({ sales, taken }: Books): readonly string[] {
  return Object.entries(taken).flatMap(([selection, count]) => {
    const known = sales.filter(
      (sale) => sale.selection === selection && SEEN.includes(sale.outcome),
    ).length;
    return count === known
      ? []
      : [`${selection}: ${String(count)} taken from stock for ${String(known)} known drops`];
  });
}

/** At most one approval on the wire for one reservation. */
function approvalViolations({ transcript, sales }: Books): readonly string[] {
  const approvals = new Map<string, number>();
  const found: string[] = [];
  for (const { direction, line, atMs } of transcript) {
    if (direction !== 'host' || !/^C,VEND,(?!-1)/.test(line)) continue;
    const sale = sales.findLast(({ startedAt }) => Date.parse(startedAt) < atMs);
    const reference = sale?.reference ?? 'nobody';
    approvals.set(reference, (approvals.get(reference) ?? 0) + 1);
  }
  for (const [reference, count] of approvals) {
    if (count > 1 || reference === 'nobody') {
      found.push(`${reference}: ${String(count)} approvals on the wire`);
    }
  }
  return found;
}

/** What of design §4 the books break, in words; empty: nothing. */
export function violationsOf(books: Books): readonly string[] {
  return [
    ...ledgerViolations(books),
    ...dropViolations(books),
    ...stockViolations(books),
    ...approvalViolations(books),
  ];
}
