import type { Aggregate } from '#core/sale/state.ts';
import {
  bothSidesKnowThePayment,
  capturedIsThePrice,
  capturedOnlyWhenDue,
  dropsArePaid,
  journalSaysWhatVippsSays,
  nothingStaysReserved,
  oneVendPerReservation,
  reportedDropsAreTaken,
  salesComeToRest,
  vendBelongsToASale,
  type MoneyRule,
} from './money-rules.ts';

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

/** The records of every party at rest: Vipps, kiosk and machine. */
export interface Books {
  readonly ledger: readonly BookedPayment[];
  /** Oldest first. */
  readonly sales: readonly BookedSale[];
  readonly drops: readonly Drop[];
  /** Every line exchanged with the machine. */
  readonly transcript: readonly {
    readonly atMs: number;
    readonly direction: string;
    readonly line: string;
  }[];
  /** Stock that the kiosk counted down, by selection. */
  readonly taken: Readonly<Record<string, number>>;
}

/** The sale that was current at a time: the newest one begun before it. */
function saleOf(books: Books, atMs: number): Books['sales'][number] | undefined {
  return books.sales.findLast((sale) => Date.parse(sale.startedAt) < atMs);
}

function moneyOf({ reserved, captured, refunded, open = 0 }: Sums): Aggregate {
  return {
    authorizedMinor: reserved,
    capturedMinor: captured,
    cancelledMinor: reserved - captured - open,
    refundedMinor: refunded,
  };
}

type Sums = Pick<BookedSale, 'reserved' | 'captured' | 'refunded'> & { readonly open?: number };

/** `because`: what was observed. */
function found<View>(rule: MoneyRule<View>, view: View, because: string): readonly string[] {
  return rule.holds(view) ? [] : [`${rule.broken}: ${because}`];
}

function paymentViolations(row: BookedPayment, sale: BookedSale | undefined): readonly string[] {
  const { reference } = row;
  const money = moneyOf(row);
  const open = found(
    nothingStaysReserved,
    { money },
    `${reference}: ${String(row.open)} stay reserved`,
  );
  if (sale === undefined) {
    const isKnown = { isAtVipps: row.reserved > 0, isInJournal: false };
    const because = `${reference}: reserved, and the kiosk knows nothing of it`;
    return [...open, ...found(bothSidesKnowThePayment, isKnown, because)];
  }
  const price = `${reference}: captured ${String(row.captured)} for ${String(sale.price)}`;
  const differ = `${reference}: the ledger and the journal differ`;
  return [
    ...open,
    ...found(capturedIsThePrice, { money, priceMinor: sale.price }, price),
    ...found(
      journalSaysWhatVippsSays,
      { money, journal: moneyOf({ ...sale, open: row.open }) },
      differ,
    ),
  ];
}

function saleViolations({ ledger }: Books, sale: BookedSale): readonly string[] {
  const { reference, state } = sale;
  const isAtVipps = ledger.some((row) => row.reference === reference);
  const isInJournal = isAtVipps || sale.captured > 0;
  const unknown = `${reference}: charged in the journal, unknown to Vipps`;
  return [
    ...found(salesComeToRest, { isSettled: state === 'settled' }, `${reference}: still ${state}`),
    ...found(bothSidesKnowThePayment, { isAtVipps, isInJournal }, unknown),
  ];
}

function ledgerViolations(books: Books): readonly string[] {
  const { ledger, sales } = books;
  return [
    ...ledger.flatMap((row) =>
      paymentViolations(
        row,
        sales.find(({ reference }) => reference === row.reference),
      ),
    ),
    ...sales.flatMap((sale) => saleViolations(books, sale)),
  ];
}

/** Outcomes after no confirmed drop: nothing may be charged (policy release), and a product that dropped unseen is for review. */
const UNSEEN: readonly (string | null)[] = [
  'unknownReleased',
  'droppedUncharged',
  'captureRefused',
];
/** Outcomes after a confirmed drop. */
const SEEN: readonly (string | null)[] = ['sold', 'droppedUncharged', 'captureRefused'];

/** `count`: products that fell during this sale. */
function violationsOfDrops(sale: BookedSale, count: number): readonly string[] {
  const { reference, outcome, price: priceMinor } = sale;
  const money = moneyOf(sale);
  const isCaptureDue = count > 0;
  const isExcused = UNSEEN.includes(outcome);
  return [
    ...found(
      dropsArePaid,
      { money, priceMinor, isCaptureDue, isExcused },
      `${reference}: dropped, not charged, and ended as ${String(outcome)}`,
    ),
    ...found(
      oneVendPerReservation,
      { vends: count },
      `${reference}: ${String(count)} products on one reservation`,
    ),
    ...found(
      capturedOnlyWhenDue,
      { money, isCaptureDue },
      `${reference}: charged, nothing dropped`,
    ),
  ];
}

function dropViolations(books: Books): readonly string[] {
  const dropped = new Map<string, number>();
  const strays: string[] = [];
  for (const drop of books.drops) {
    const reference = saleOf(books, drop.atMs)?.reference;
    const because = `${drop.selection} dropped without a sale`;
    strays.push(...found(vendBelongsToASale, { hasSale: reference !== undefined }, because));
    if (reference !== undefined) dropped.set(reference, (dropped.get(reference) ?? 0) + 1);
  }
  return [
    ...strays,
    ...books.sales.flatMap((sale) => violationsOfDrops(sale, dropped.get(sale.reference) ?? 0)),
  ];
}

function stockViolations({ sales, taken }: Books): readonly string[] {
  return Object.entries(taken).flatMap(([selection, count]) => {
    const reported = sales.filter(
      (sale) => sale.selection === selection && SEEN.includes(sale.outcome),
    ).length;
    return found(
      reportedDropsAreTaken,
      { taken: count, reported },
      `${selection}: ${String(count)} taken from stock for ${String(reported)} known drops`,
    );
  });
}

/** Approvals sent to the machine. */
function approvalViolations(books: Books): readonly string[] {
  const approvals = new Map<string, number>();
  const strays: string[] = [];
  for (const { direction, line, atMs } of books.transcript) {
    if (direction !== 'host' || !/^C,VEND,(?!-1)/.test(line)) continue;
    const reference = saleOf(books, atMs)?.reference;
    const because = `${line} went over the wire without a sale`;
    strays.push(...found(vendBelongsToASale, { hasSale: reference !== undefined }, because));
    if (reference !== undefined) approvals.set(reference, (approvals.get(reference) ?? 0) + 1);
  }
  const twice = [...approvals].flatMap(([reference, vends]) =>
    found(oneVendPerReservation, { vends }, `${reference}: ${String(vends)} approvals on the wire`),
  );
  return [...strays, ...twice];
}

/** Describes every money rule that the books break. */
export function violationsOf(books: Books): readonly string[] {
  return [
    ...ledgerViolations(books),
    ...dropViolations(books),
    ...stockViolations(books),
    ...approvalViolations(books),
  ];
}
