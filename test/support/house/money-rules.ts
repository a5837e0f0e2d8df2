import type { Slot } from '#core/slots/slot.ts';
import { DEADLINES } from '#core/time/deadlines.ts';
import { settingsFrom } from '#core/settings/settings.ts';
import type { UnknownOutcomePolicy } from '#core/sale/state.ts';
import type { ExportedSale } from '#core/sales/exported-sale.ts';
import type { Dispensed } from '../../../src/simulator/vend-machine/view.ts';
import type { LedgerRow } from '../../../src/simulator/vipps/ledger.ts';
import type { House } from './house.ts';
import type { ReviewNote } from './house-records.ts';
import type { WitnessedOffer, WitnessedVend } from './witnessed-machine.ts';

/** What the outside world and the kiosk's own books say, side by side. Amounts in minor units. */
export interface Evidence {
  readonly policy: UnknownOutcomePolicy;
  readonly ledger: readonly LedgerRow[];
  readonly sales: readonly ExportedSale[];
  /** The kinds of a sale's events, in order. */
  readonly journalOf: (reference: string) => readonly string[];
  readonly reviews: readonly ReviewNote[];
  readonly vends: readonly WitnessedVend[];
  readonly offers: readonly WitnessedOffer[];
  readonly dispensed: readonly Dispensed[];
  readonly stockBefore: readonly Slot[];
  readonly stockNow: readonly Slot[];
  /** Somebody else moved this money in the merchant portal. */
  readonly touched: ReadonlySet<string>;
}

interface Case extends Pick<Evidence, 'policy' | 'reviews' | 'stockBefore'> {
  readonly row: LedgerRow;
  readonly sale: ExportedSale;
  readonly vends: readonly WitnessedVend[];
  readonly offers: readonly WitnessedOffer[];
  readonly journal: readonly string[];
}

type Rule = (one: Case) => boolean;

/** From the scan on; the payment is created a moment after it. */
const APPROVED_WITHIN_MS =
  settingsFrom(new Map()).approvalDeadlineSeconds * 1000 + DEADLINES.withdrawal;

const succeeded: Rule = ({ journal }) => journal.includes('vend.succeeded');
const reviewed =
  (...kinds: readonly string[]): Rule =>
  ({ reviews, sale }) =>
    reviews.some((review) => review.reference === sale.reference && kinds.includes(review.kind));

/** What is true of every payment that nobody else has touched (design §4); false breaks it. */
const UNTOUCHED_RULES: Readonly<Record<string, Rule>> = {
  'rule 1: charged without a reported success': ({ row, policy, vends }) =>
    row.captured === 0 || policy === 'capture' || vends.some((vend) => vend.said === 'success'),
  'rule 1: a success in the journal that the machine never reported': (one) =>
    !succeeded(one) || one.vends.some((vend) => vend.said === 'success'),
  'rule 2: charged something else than the price': ({ row, sale }) =>
    row.captured === 0 || row.captured === sale.price,
  'rule 2: the price is not the one of the machine': ({ row, vends }) =>
    row.captured === 0 || vends.every((vend) => vend.priceMinor === row.captured),
  'rule 2: charged more than was reserved': ({ row }) => row.captured <= row.reserved,
  'rule 2: a reported drop that is neither charged nor under review': (one) =>
    !succeeded(one) ||
    one.row.captured === one.sale.price ||
    reviewed('lateSuccess', 'captureRefused')(one),
  'rule 4: part of the reservation is neither charged nor released': ({ row }) =>
    row.reserved === row.captured + row.released,
  'rule 5: a vend without a reservation that covers it': ({ vends }) =>
    vends.every((vend) => vend.openMinor >= vend.priceMinor),
  'rule 6: money went back that nobody gave back': ({ row }) => row.refunded === 0,
};

/** What is true of every payment, whoever moved its money. */
const RULES: Readonly<Record<string, Rule>> = {
  'rule 4: something stays reserved': ({ row }) => row.open === 0,
  'rule 4: a payment still waits for the customer': ({ row }) => row.state !== 'CREATED',
  'rule 5: more than one vend for one reservation': ({ vends }) => vends.length <= 1,
  'rule 5: more credit than was requested': ({ row, offers }) =>
    offers.every((offer) => offer.creditMinor <= row.requested),
  'rule 9: credit for somebody who has left': ({ row, offers }) => {
    const [first] = offers;
    return first === undefined || first.atMs <= Date.parse(row.createdAt) + APPROVED_WITHIN_MS;
  },
  'rule 10: vended to whom Vipps was not asked about the age of': ({ row, vends, stockBefore }) =>
    vends.every(({ item }) => {
      const slot = stockBefore.find((one) => one.item === item);
      return (slot?.minimumAge ?? 0) <= (row.minimumUserAge ?? 0);
    }),
  'an unsettled sale': ({ sale }) => sale.state === 'settled' && sale.endedAt !== null,
  'an unknown outcome that nobody is told about': (one) =>
    one.vends.length === 0 ||
    one.journal.some((kind) =>
      ['vend.succeeded', 'vend.failed', 'vend.cancelled'].includes(kind),
    ) ||
    reviewed('unknownOutcome')(one) ||
    reviewed('assumedCapture')(one),
  'rule 7: the journal says something else than Vipps': ({ row, sale }) =>
    sale.reserved === row.reserved &&
    sale.captured === row.captured &&
    sale.released === (row.reserved === 0 ? 0 : row.released) &&
    sale.refunded === row.refunded,
};

function broken(rules: Readonly<Record<string, Rule>>, one: Case): readonly string[] {
  return Object.entries(rules)
    .filter(([, holds]) => !holds(one))
    .map(([name]) => {
      const { reference, captured, released, reserved, refunded, state } = one.row;
      const money = JSON.stringify({ state, reserved, captured, released, refunded });
      const books = JSON.stringify(one.sale);
      const seen = JSON.stringify(one.vends);
      return `${reference}: ${name}\n  Vipps ${money}\n  export ${books}\n  machine ${seen}\n  journal ${one.journal.join(' ')}`;
    });
}

function ofPayment(evidence: Evidence, row: LedgerRow): readonly string[] {
  const { reference } = row;
  const sale = evidence.sales.find((one) => one.reference === reference);
  if (sale === undefined) return [`${reference}: rule 7: Vipps has a payment the export lacks`];
  const one: Case = {
    ...evidence,
    row,
    sale,
    vends: evidence.vends.filter((vend) => vend.reference === reference),
    offers: evidence.offers.filter((offer) => offer.reference === reference),
    journal: evidence.journalOf(reference),
  };
  const isTouched = evidence.touched.has(reference);
  return [...broken(RULES, one), ...(isTouched ? [] : broken(UNTOUCHED_RULES, one))];
}

/** A sale that Vipps has never heard of has no money in it, and is over. */
function ofSale(evidence: Evidence, sale: ExportedSale): readonly string[] {
  if (evidence.ledger.some((row) => row.reference === sale.reference)) return [];
  const isNothing = sale.state === 'settled' && sale.reserved === 0 && sale.captured === 0;
  return isNothing ? [] : [`${sale.reference}: rule 7: unknown to Vipps: ${JSON.stringify(sale)}`];
}

/** Rule 8: the kiosk's stock went down by exactly the drops that it was told of. */
function ofStock(evidence: Evidence): readonly string[] {
  return evidence.stockBefore.flatMap(({ selection, stock }) => {
    const now = evidence.stockNow.find((slot) => slot.selection === selection)?.stock ?? -1;
    const heard = evidence.sales.filter(
      (sale) =>
        sale.selection === selection &&
        evidence.journalOf(sale.reference).includes('vend.succeeded'),
    ).length;
    const dropped = evidence.dispensed.filter((one) => one.selection === selection).length;
    if (stock - now === heard && heard <= dropped) return [];
    return [
      `rule 8: ${selection}: stock ${String(stock)} → ${String(now)}, ${String(heard)} drops heard of, ${String(dropped)} dropped`,
    ];
  });
}

/** Every broken rule as a sentence with its evidence; none when all is well. */
export function brokenRules(evidence: Evidence): readonly string[] {
  const strays = evidence.vends.filter((vend) => vend.reference === undefined);
  return [
    ...evidence.ledger.flatMap((row) => ofPayment(evidence, row)),
    ...evidence.sales.flatMap((sale) => ofSale(evidence, sale)),
    ...strays.map((vend) => `rule 5: a vend without any sale: ${JSON.stringify(vend)}`),
    ...ofStock(evidence),
  ];
}

/** Everything there is to know about a house at rest. */
export function evidenceOf(
  house: House,
  known: Pick<Evidence, 'policy' | 'stockBefore' | 'touched'>,
): Evidence {
  const read = new Map<string, readonly string[]>();
  return {
    ...known,
    ledger: house.ledger(),
    sales: house.sales(),
    journalOf: (reference) => {
      const kinds = read.get(reference) ?? house.journalOf(reference);
      read.set(reference, kinds);
      return kinds;
    },
    reviews: house.reviews(),
    vends: house.vends(),
    offers: house.offers(),
    dispensed: house.machine.dispensed(),
    stockNow: house.slots(),
  };
}
