import { NO_MONEY, isClosed, type Aggregate, type SaleState } from '#core/sale/state.ts';
import {
  capturedIsThePrice,
  capturedOnlyWhenDue,
  capturedWithinReservation,
  dropsArePaid,
  firstBroken,
  journalSaysWhatVippsSays,
  nothingStaysReserved,
  openMinor,
  refundedWithinCapture,
  reportedDropsAreTaken,
  stockOnlyForDrops,
  type BooksView,
  type MoneyRule,
  type MoneyView,
  type StockView,
} from '../support/money-rules.ts';
import { PRICE, type Scene, type World } from './world.ts';

type Writable<View> = { -readonly [Key in keyof View]: View[Key] };

const AT_ANY_TIME: readonly MoneyRule<MoneyView>[] = [
  capturedOnlyWhenDue,
  capturedWithinReservation,
  capturedIsThePrice,
  refundedWithinCapture,
];
const WHEN_CLOSED: readonly MoneyRule<MoneyView>[] = [dropsArePaid];
const WHEN_SETTLED: readonly MoneyRule<MoneyView>[] = [nothingStaysReserved];
const BOOKS: readonly MoneyRule<BooksView>[] = [journalSaysWhatVippsSays];
const STOCK: readonly MoneyRule<StockView>[] = [stockOnlyForDrops, reportedDropsAreTaken];

/** Filled anew for every scene: millions of them are looked at. */
const money: Writable<MoneyView> = {
  money: NO_MONEY,
  priceMinor: PRICE,
  isCaptureDue: false,
  isExcused: false,
};
const journal: Writable<Aggregate> = { ...NO_MONEY };
const books: Writable<BooksView> = { money: NO_MONEY, journal };
const stock: Writable<StockView> = { taken: 0, reported: 0, dropped: 0 };

function brokenByMoney(sale: SaleState, world: World): string | undefined {
  money.money = world.money;
  money.isCaptureDue = world.isDue || world.policy === 'capture';
  money.isExcused = world.isExcused;
  const broken = firstBroken(AT_ANY_TIME, money);
  if (broken !== undefined || !isClosed(sale)) return broken;
  // Where the operator charges in doubt, only a reported success must be paid.
  money.isCaptureDue = world.isDue;
  return firstBroken(WHEN_CLOSED, money);
}

/** A settled sale for which Vipps has shown money: until then Vipps may still have to tell us that something is reserved. */
function brokenByEnd(sale: SaleState, world: World): string | undefined {
  if (!isClosed(sale) || sale.name !== 'settled') return undefined;
  const { authorizedMinor, capturedMinor, refundedMinor } = sale.aggregate;
  if (authorizedMinor === 0) return undefined;
  money.money = world.money;
  const broken = firstBroken(WHEN_SETTLED, money);
  if (broken !== undefined || world.isExcused) return broken;
  // What Vipps' sums may still show late is not held against the journal.
  journal.authorizedMinor = world.money.authorizedMinor;
  journal.cancelledMinor = world.money.cancelledMinor;
  journal.capturedMinor = capturedMinor;
  journal.refundedMinor = refundedMinor;
  books.money = world.money;
  return firstBroken(BOOKS, books);
}

function isSuccessReported(world: World): boolean {
  for (const { kind } of world.reports) if (kind === 'vend.succeeded') return true;
  return false;
}

function brokenByStock(sale: SaleState, world: World): string | undefined {
  const isKnown =
    world.policy !== 'review' && isClosed(sale) && world.isDue && isSuccessReported(world);
  stock.taken = world.stockTaken;
  stock.dropped = world.hasDropped ? 1 : 0;
  stock.reported = isKnown ? 1 : world.stockTaken;
  return firstBroken(STOCK, stock);
}

/** The first money rule that this scene breaks. */
export function brokenRule({ sale, world }: Scene): string | undefined {
  return brokenByMoney(sale, world) ?? brokenByEnd(sale, world) ?? brokenByStock(sale, world);
}

/** Where every story must be able to end. */
export function isAtRest({ sale, world }: Scene): boolean {
  return isClosed(sale) && openMinor(world.money) === 0 && world.flights.length === 0;
}
