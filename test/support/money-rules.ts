import type { Aggregate } from '#core/sale/state.ts';

/**
 * The money rules of design §4, each defined once. The exploration, the property tests, the virtual house, the soak and the
 * crash test each observe a sale in their own way, fill in the view that a rule needs, and check it. A rule keeps no
 * reference to its view, so a fast checker may reuse one object.
 */
export interface MoneyRule<View> {
  readonly sentence: string;
  /** Number and sentence of the rule, for error messages. */
  readonly broken: string;
  holds(view: View): boolean;
}

/** The rule's number in design §4. */
export type RuleNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

function rule<View>(
  number: RuleNumber,
  sentence: string,
  holds: (view: View) => boolean,
): MoneyRule<View> {
  return { sentence, broken: `rule ${String(number)} is broken: ${sentence}`, holds };
}

/** Reserved, neither captured nor released; minor units. */
export function openMinor(money: Aggregate): number {
  return money.authorizedMinor - money.capturedMinor - money.cancelledMinor;
}

/** The money of one sale. */
export interface MoneyView {
  /** Vipps' aggregate. */
  readonly money: Aggregate;
  /** Price of the chosen product, minor units; null: none was chosen. */
  readonly priceMinor: number | null;
  /** The machine reported success, or the operator decided to charge. */
  readonly isCaptureDue: boolean;
  /** A person was told why the price is not captured, or somebody else moved the money. */
  readonly isExcused: boolean;
}

/** The sums of a payment at Vipps, and those of its sale in the kiosk's journal. */
export interface BooksView {
  readonly money: Aggregate;
  readonly journal: Aggregate;
}

/** State of a sale when everything should be at rest. */
export interface RestView {
  readonly isSettled: boolean;
  /** The customer could still approve it in the app. */
  readonly canBeApproved: boolean;
}

/** A vend at the moment of its approval. */
export interface VendView {
  /** Its sale is known. */
  readonly hasSale: boolean;
  /** Vends approved on this reservation, including this one. */
  readonly vends: number;
  readonly priceMinor: number;
  /** Open amount at Vipps at that moment, minor units. */
  readonly openMinor: number;
  /** Reserved amount in Vipps' last answer to a GET, minor units. */
  readonly confirmedMinor: number;
  /** Minimum age of the product, and age limit of the payment, in years. */
  readonly minimumAge: number;
  readonly ageLimit: number;
}

/** Per selection: units taken from stock, drops reported to the kiosk, products that really fell. */
export interface StockView {
  readonly taken: number;
  readonly reported: number;
  readonly dropped: number;
}

export const capturedOnlyWhenDue = rule<Pick<MoneyView, 'money' | 'isCaptureDue'>>(
  1,
  'nothing is captured unless the machine reported a success or the operator chose to charge',
  ({ money, isCaptureDue }) => money.capturedMinor === 0 || isCaptureDue,
);

export const successComesFromTheMachine = rule<{
  readonly isInJournal: boolean;
  readonly isFromMachine: boolean;
}>(
  1,
  'a success in the journal is one that the machine reported',
  ({ isInJournal, isFromMachine }) => !isInJournal || isFromMachine,
);

export const capturedWithinReservation = rule<Pick<MoneyView, 'money'>>(
  2,
  'no more is captured than was reserved',
  ({ money }) => money.capturedMinor <= money.authorizedMinor,
);

export const capturedIsThePrice = rule<Pick<MoneyView, 'money' | 'priceMinor'>>(
  2,
  'the price of the one product is captured, or nothing',
  ({ money, priceMinor }) => money.capturedMinor === 0 || money.capturedMinor === priceMinor,
);

export const refundedWithinCapture = rule<Pick<MoneyView, 'money'>>(
  2,
  'no more is refunded than was captured',
  ({ money }) => money.refundedMinor <= money.capturedMinor,
);

export const dropsArePaid = rule<MoneyView>(
  3,
  'a paid vend that succeeded ends with its price captured',
  ({ money, priceMinor, isCaptureDue, isExcused }) =>
    !isCaptureDue || isExcused || money.capturedMinor === priceMinor,
);

export const nothingStaysReserved = rule<Pick<MoneyView, 'money'>>(
  4,
  'every reserved øre is captured or released in the end',
  ({ money }) => openMinor(money) === 0,
);

export const nothingCanBeApproved = rule<Pick<RestView, 'canBeApproved'>>(
  4,
  'a sale that is over leaves no payment that the customer can still approve',
  ({ canBeApproved }) => !canBeApproved,
);

export const salesComeToRest = rule<Pick<RestView, 'isSettled'>>(
  4,
  'with nothing more going wrong, every sale is settled in the end',
  ({ isSettled }) => isSettled,
);

export const vendBelongsToASale = rule<Pick<VendView, 'hasSale'>>(
  5,
  'nothing is vended outside a sale',
  ({ hasSale }) => hasSale,
);

export const oneVendPerReservation = rule<Pick<VendView, 'vends'>>(
  5,
  'one reservation pays for one vend at most',
  ({ vends }) => vends <= 1,
);

export const vendIsCovered = rule<Pick<VendView, 'priceMinor' | 'openMinor'>>(
  5,
  'a vend is approved only on an open reservation that covers its price',
  ({ priceMinor, openMinor: open }) => open >= priceMinor,
);

export const vendIsConfirmed = rule<Pick<VendView, 'priceMinor' | 'confirmedMinor'>>(
  5,
  'a vend is approved only after Vipps has answered a GET that its price is reserved',
  ({ priceMinor, confirmedMinor }) => confirmedMinor >= priceMinor,
);

export const creditWithinRequest = rule<{
  readonly creditMinor: number;
  readonly requestedMinor: number;
}>(
  5,
  'no more credit is offered than was requested',
  ({ creditMinor, requestedMinor }) => creditMinor <= requestedMinor,
);

export const repetitionIsHarmless = rule<{ readonly ordersAgain: string | undefined }>(
  6,
  'a message that is heard twice moves money or a motor only once',
  ({ ordersAgain }) => ordersAgain === undefined,
);

export const nothingIsGivenBackUnordered = rule<Pick<MoneyView, 'money'>>(
  6,
  'nothing is refunded unless a person ordered it',
  ({ money }) => money.refundedMinor === 0,
);

export const journalSaysWhatVippsSays = rule<BooksView>(
  7,
  'the journal says what Vipps says',
  ({ money, journal }) =>
    journal.authorizedMinor === money.authorizedMinor &&
    journal.capturedMinor === money.capturedMinor &&
    journal.cancelledMinor === money.cancelledMinor &&
    journal.refundedMinor === money.refundedMinor,
);

export const bothSidesKnowThePayment = rule<{
  readonly isAtVipps: boolean;
  readonly isInJournal: boolean;
}>(
  7,
  'a payment with money in it stands at Vipps and in the journal',
  ({ isAtVipps, isInJournal }) => isAtVipps === isInJournal,
);

export const stockOnlyForDrops = rule<Pick<StockView, 'taken' | 'dropped'>>(
  8,
  'stock goes down only by what dropped',
  ({ taken, dropped }) => taken <= dropped,
);

export const reportedDropsAreTaken = rule<Pick<StockView, 'taken' | 'reported'>>(
  8,
  'stock goes down by exactly the drops that were reported',
  ({ taken, reported }) => taken === reported,
);

export const offeredOnlyWhileTheyCanBeThere = rule<{ readonly isCustomerThere: boolean }>(
  9,
  'credit and vend are only for the customer who scanned, while they can still be there',
  ({ isCustomerThere }) => isCustomerThere,
);

export const vendedWithinTheAgeLimit = rule<Pick<VendView, 'minimumAge' | 'ageLimit'>>(
  10,
  'a product with a minimum age is vended only on a payment that Vipps limited to that age',
  ({ minimumAge, ageLimit }) => minimumAge <= ageLimit,
);

/** The first broken rule in words. Allocates nothing. */
export function firstBroken<View>(
  rules: readonly MoneyRule<View>[],
  view: View,
): string | undefined {
  for (const one of rules) if (!one.holds(view)) return one.broken;
  return undefined;
}

/** Every broken rule in words. */
export function allBroken<View>(rules: readonly MoneyRule<View>[], view: View): readonly string[] {
  return rules.filter((one) => !one.holds(view)).map((one) => one.broken);
}
