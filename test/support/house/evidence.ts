import type { Slot } from '#core/slots/slot.ts';
import { DEADLINES } from '#core/time/deadlines.ts';
import { settingsFrom } from '#core/settings/settings.ts';
import type { Aggregate, UnknownOutcomePolicy } from '#core/sale/state.ts';
import type { ExportedSale } from '#core/sales/exported-sale.ts';
import type { Dispensed } from '../../../src/simulator/vend-machine/view.ts';
import type { LedgerRow } from '../../../src/simulator/vipps/ledger.ts';
import {
  allBroken,
  bothSidesKnowThePayment,
  capturedIsThePrice,
  capturedOnlyWhenDue,
  capturedWithinReservation,
  creditWithinRequest,
  dropsArePaid,
  journalSaysWhatVippsSays,
  nothingCanBeApproved,
  nothingIsGivenBackUnordered,
  nothingStaysReserved,
  offeredOnlyWhileTheyCanBeThere,
  oneVendPerReservation,
  reportedDropsAreTaken,
  salesComeToRest,
  stockOnlyForDrops,
  successComesFromTheMachine,
  vendBelongsToASale,
  vendedWithinTheAgeLimit,
  vendIsCovered,
  type StockView,
  type VendView,
} from '../money-rules.ts';
import type { House } from './house.ts';
import type { ReviewNote } from './house-records.ts';
import type { WitnessedOffer, WitnessedVend } from './witnessed-machine.ts';

/** Records of the outside world beside the kiosk's own. Amounts in minor units. */
export interface Evidence {
  readonly policy: UnknownOutcomePolicy;
  readonly ledger: readonly LedgerRow[];
  readonly sales: readonly ExportedSale[];
  /** Kinds of a sale's events, in order. */
  readonly journalOf: (reference: string) => readonly string[];
  readonly reviews: readonly ReviewNote[];
  readonly vends: readonly WitnessedVend[];
  readonly offers: readonly WitnessedOffer[];
  readonly dispensed: readonly Dispensed[];
  readonly stockBefore: readonly Slot[];
  readonly stockNow: readonly Slot[];
  /** Payments that somebody changed in the merchant portal. */
  readonly touched: ReadonlySet<string>;
}

/** A payment and everything recorded about its sale. */
interface Case {
  readonly evidence: Evidence;
  readonly row: LedgerRow;
  readonly sale: ExportedSale;
  readonly vends: readonly WitnessedVend[];
  readonly offers: readonly WitnessedOffer[];
  readonly journal: readonly string[];
}

/** Time from the creation of the payment to the last allowed approval; the scan is a moment earlier. */
const APPROVED_WITHIN_MS =
  settingsFrom(new Map()).approvalDeadlineSeconds * 1000 + DEADLINES.withdrawal;

type Sums = Pick<ExportedSale, 'reserved' | 'captured' | 'released' | 'refunded'>;

function moneyOf({ reserved, captured, released, refunded }: Sums): Aggregate {
  return {
    authorizedMinor: reserved,
    capturedMinor: captured,
    cancelledMinor: released,
    refundedMinor: refunded,
  };
}

function isReviewed({ evidence, sale }: Case, ...kinds: readonly string[]): boolean {
  return evidence.reviews.some(
    ({ reference, kind }) => reference === sale.reference && kinds.includes(kind),
  );
}

function vendView({ evidence, row, vends }: Case, vend: WitnessedVend): VendView {
  const slot = evidence.stockBefore.find((one) => one.item === vend.item);
  return {
    hasSale: vend.reference !== undefined,
    vends: vends.length,
    priceMinor: vend.priceMinor,
    openMinor: vend.openMinor,
    // Only the exploration records what Vipps answered.
    confirmedMinor: vend.priceMinor,
    minimumAge: slot?.minimumAge ?? 0,
    ageLimit: row.minimumUserAge ?? 0,
  };
}

/** Rules for payments that nobody changed in the portal. */
function brokenUntouched(one: Case): readonly string[] {
  const { evidence, row, sale, vends, journal } = one;
  const isFromMachine = vends.some((vend) => vend.said === 'success');
  const isInJournal = journal.includes('vend.succeeded');
  const money = moneyOf(row);
  const isCaptureDue = isFromMachine || evidence.policy === 'capture';
  return [
    ...allBroken([capturedOnlyWhenDue], { money, isCaptureDue }),
    ...allBroken([successComesFromTheMachine], { isInJournal, isFromMachine }),
    ...allBroken([capturedIsThePrice], { money, priceMinor: sale.price }),
    ...vends.flatMap(({ priceMinor }) => allBroken([capturedIsThePrice], { money, priceMinor })),
    ...allBroken([capturedWithinReservation], { money }),
    ...allBroken([dropsArePaid], {
      money,
      priceMinor: sale.price,
      isCaptureDue: isInJournal,
      isExcused: isReviewed(one, 'lateSuccess', 'captureRefused'),
    }),
    ...allBroken([nothingStaysReserved], { money }),
    ...vends.flatMap((vend) => allBroken([vendIsCovered], vendView(one, vend))),
    ...allBroken([nothingIsGivenBackUnordered], { money }),
  ];
}

const RESULTS: readonly string[] = ['vend.succeeded', 'vend.failed', 'vend.cancelled'];

/** Design §4, onUnknownOutcome: a technician must learn of every unknown outcome. */
function isUnknownAndUntold(one: Case): boolean {
  const hasResult = one.journal.some((kind) => RESULTS.includes(kind));
  return one.vends.length > 0 && !hasResult && !isReviewed(one, 'unknownOutcome', 'assumedCapture');
}

/** Rules for every payment, even if changed in the portal. */
function brokenAlways(one: Case): readonly string[] {
  const { row, sale, vends, offers } = one;
  const [first] = offers;
  const leftAtMs = Date.parse(row.createdAt) + APPROVED_WITHIN_MS;
  const money = moneyOf(row);
  const isAtRest = {
    isSettled: sale.state === 'settled' && sale.endedAt !== null,
    canBeApproved: row.state === 'CREATED',
  };
  return [
    ...(row.open === 0 ? [] : [nothingStaysReserved.broken]),
    ...allBroken([nothingCanBeApproved], isAtRest),
    ...allBroken([salesComeToRest], isAtRest),
    ...allBroken([oneVendPerReservation], { vends: vends.length }),
    ...offers.flatMap(({ creditMinor }) =>
      allBroken([creditWithinRequest], { creditMinor, requestedMinor: row.requested }),
    ),
    ...allBroken([offeredOnlyWhileTheyCanBeThere], {
      isCustomerThere: first === undefined || first.atMs <= leftAtMs,
    }),
    ...vends.flatMap((vend) => allBroken([vendedWithinTheAgeLimit], vendView(one, vend))),
    ...(isUnknownAndUntold(one) ? ['an unknown outcome that nobody is told about'] : []),
    ...allBroken([journalSaysWhatVippsSays], {
      money: row.reserved === 0 ? { ...money, cancelledMinor: 0 } : money,
      journal: moneyOf(sale),
    }),
  ];
}

function withEvidence(broken: string, one: Case): string {
  const { reference, captured, released, reserved, refunded, state } = one.row;
  const money = JSON.stringify({ state, reserved, captured, released, refunded });
  const books = JSON.stringify(one.sale);
  const seen = JSON.stringify(one.vends);
  return `${reference}: ${broken}\n  Vipps ${money}\n  export ${books}\n  machine ${seen}\n  journal ${one.journal.join(' ')}`;
}

function ofPayment(evidence: Evidence, row: LedgerRow): readonly string[] {
  const { reference } = row;
  const sale = evidence.sales.find((one) => one.reference === reference);
  if (sale === undefined)
    return [`${reference}: ${bothSidesKnowThePayment.broken}: the export lacks it`];
  const one: Case = {
    evidence,
    row,
    sale,
    vends: evidence.vends.filter((vend) => vend.reference === reference),
    offers: evidence.offers.filter((offer) => offer.reference === reference),
    journal: evidence.journalOf(reference),
  };
  const isTouched = evidence.touched.has(reference);
  const broken = [...brokenAlways(one), ...(isTouched ? [] : brokenUntouched(one))];
  return [...new Set(broken)].map((words) => withEvidence(words, one));
}

/** A sale unknown to Vipps must have ended without money. */
function ofSale(evidence: Evidence, sale: ExportedSale): readonly string[] {
  const isAtVipps = evidence.ledger.some((row) => row.reference === sale.reference);
  const isNothing = sale.state === 'settled' && sale.reserved === 0 && sale.captured === 0;
  return allBroken([bothSidesKnowThePayment], {
    isAtVipps,
    isInJournal: isAtVipps || !isNothing,
  }).map((broken) => `${sale.reference}: ${broken}: ${JSON.stringify(sale)}`);
}

/** The kiosk's stock fell by exactly the drops that it was told of, and by no more than really fell. */
function ofStock(evidence: Evidence): readonly string[] {
  return evidence.stockBefore.flatMap(({ selection, stock }) => {
    const now = evidence.stockNow.find((slot) => slot.selection === selection)?.stock ?? -1;
    const reported = evidence.sales.filter(
      (sale) =>
        sale.selection === selection &&
        evidence.journalOf(sale.reference).includes('vend.succeeded'),
    ).length;
    const dropped = evidence.dispensed.filter((one) => one.selection === selection).length;
    const view: StockView = { taken: stock - now, reported, dropped };
    return allBroken<StockView>([reportedDropsAreTaken, stockOnlyForDrops], view).map(
      (broken) => `${selection}: ${broken}: ${JSON.stringify(view)}`,
    );
  });
}

/** Describes every broken rule with its evidence; empty when all hold. */
export function brokenRules(evidence: Evidence): readonly string[] {
  const strays = evidence.vends.filter((vend) => vend.reference === undefined);
  return [
    ...evidence.ledger.flatMap((row) => ofPayment(evidence, row)),
    ...evidence.sales.flatMap((sale) => ofSale(evidence, sale)),
    ...strays.map((vend) => `${vendBelongsToASale.broken}: ${JSON.stringify(vend)}`),
    ...ofStock(evidence),
  ];
}

/** Collects all records of a house at rest. */
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
