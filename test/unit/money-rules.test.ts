import { NO_MONEY, type Aggregate } from '#core/sale/state.ts';
import { describe, expect, it } from 'vitest';
import * as rules from '../support/money-rules.ts';

const money = (sums: Partial<Aggregate>): Aggregate => ({ ...NO_MONEY, ...sums });

/** What a rule says of a view that keeps it, and of one that breaks it. */
interface Example {
  readonly number: rules.RuleNumber;
  readonly kept: string | undefined;
  readonly broken: string | undefined;
}

function example<View>(
  number: rules.RuleNumber,
  rule: rules.MoneyRule<View>,
  [kept, broken]: readonly [View, View],
): Example {
  return {
    number,
    kept: rules.firstBroken([rule], kept),
    broken: rules.firstBroken([rule], broken),
  };
}

const SOLD = money({ authorizedMinor: 5000, capturedMinor: 2500, cancelledMinor: 2500 });
const RELEASED = money({ authorizedMinor: 5000, cancelledMinor: 5000 });
const sold = { money: SOLD, priceMinor: 2500, isCaptureDue: true, isExcused: false };

const EXAMPLES: Readonly<Record<string, Example>> = {
  capturedOnlyWhenDue: example(1, rules.capturedOnlyWhenDue, [
    sold,
    { ...sold, isCaptureDue: false },
  ]),
  successComesFromTheMachine: example(1, rules.successComesFromTheMachine, [
    { isInJournal: true, isFromMachine: true },
    { isInJournal: true, isFromMachine: false },
  ]),
  capturedWithinReservation: example(2, rules.capturedWithinReservation, [
    sold,
    { money: money({ authorizedMinor: 2000, capturedMinor: 2500 }) },
  ]),
  capturedIsThePrice: example(2, rules.capturedIsThePrice, [sold, { ...sold, priceMinor: 2400 }]),
  refundedWithinCapture: example(2, rules.refundedWithinCapture, [
    sold,
    { money: money({ capturedMinor: 2500, refundedMinor: 2501 }) },
  ]),
  dropsArePaid: example(3, rules.dropsArePaid, [
    { ...sold, money: RELEASED, isExcused: true },
    { ...sold, money: RELEASED },
  ]),
  nothingStaysReserved: example(4, rules.nothingStaysReserved, [
    sold,
    { money: money({ authorizedMinor: 5000, capturedMinor: 2500 }) },
  ]),
  nothingCanBeApproved: example(4, rules.nothingCanBeApproved, [
    { canBeApproved: false },
    { canBeApproved: true },
  ]),
  salesComeToRest: example(4, rules.salesComeToRest, [{ isSettled: true }, { isSettled: false }]),
  vendBelongsToASale: example(5, rules.vendBelongsToASale, [{ hasSale: true }, { hasSale: false }]),
  oneVendPerReservation: example(5, rules.oneVendPerReservation, [{ vends: 1 }, { vends: 2 }]),
  vendIsCovered: example(5, rules.vendIsCovered, [
    { priceMinor: 2500, openMinor: 2500 },
    { priceMinor: 2500, openMinor: 2499 },
  ]),
  vendIsConfirmed: example(5, rules.vendIsConfirmed, [
    { priceMinor: 2500, confirmedMinor: 5000 },
    { priceMinor: 2500, confirmedMinor: 0 },
  ]),
  creditWithinRequest: example(5, rules.creditWithinRequest, [
    { creditMinor: 5000, requestedMinor: 5000 },
    { creditMinor: 5001, requestedMinor: 5000 },
  ]),
  repetitionIsHarmless: example(6, rules.repetitionIsHarmless, [
    { ordersAgain: undefined },
    { ordersAgain: 'capturePayment' },
  ]),
  nothingIsGivenBackUnordered: example(6, rules.nothingIsGivenBackUnordered, [
    sold,
    { money: { ...SOLD, refundedMinor: 100 } },
  ]),
  journalSaysWhatVippsSays: example(7, rules.journalSaysWhatVippsSays, [
    { money: SOLD, journal: SOLD },
    { money: SOLD, journal: RELEASED },
  ]),
  bothSidesKnowThePayment: example(7, rules.bothSidesKnowThePayment, [
    { isAtVipps: true, isInJournal: true },
    { isAtVipps: true, isInJournal: false },
  ]),
  stockOnlyForDrops: example(8, rules.stockOnlyForDrops, [
    { taken: 1, dropped: 2 },
    { taken: 2, dropped: 1 },
  ]),
  reportedDropsAreTaken: example(8, rules.reportedDropsAreTaken, [
    { taken: 1, reported: 1 },
    { taken: 0, reported: 1 },
  ]),
  offeredOnlyWhileTheyCanBeThere: example(9, rules.offeredOnlyWhileTheyCanBeThere, [
    { isCustomerThere: true },
    { isCustomerThere: false },
  ]),
  vendedWithinTheAgeLimit: example(10, rules.vendedWithinTheAgeLimit, [
    { minimumAge: 18, ageLimit: 18 },
    { minimumAge: 18, ageLimit: 0 },
  ]),
};

describe('the money rules', () => {
  it.each(Object.entries(EXAMPLES))(
    '%s is kept by one view and broken by another',
    (_name, one) => {
      expect(one.kept).toBeUndefined();
      expect(one.broken).toMatch(new RegExp(`^rule ${String(one.number)} is broken: `));
    },
  );

  it('have an example each, and stand for every rule of the design', () => {
    const names = Object.entries(rules).flatMap(([name, one]) =>
      typeof one === 'object' ? [name] : [],
    );
    expect(Object.keys(EXAMPLES).sort()).toEqual(names.sort());
    const numbers = new Set(Object.values(EXAMPLES).map(({ number }) => number));
    expect([...numbers]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([0, 1, 2, 3])('the journal and Vipps agree in each sum (%i)', (index) => {
    const sums = ['authorizedMinor', 'capturedMinor', 'cancelledMinor', 'refundedMinor'] as const;
    const sum = sums[index] ?? 'authorizedMinor';
    const journal = { ...SOLD, [sum]: SOLD[sum] + 1 };
    expect(rules.journalSaysWhatVippsSays.holds({ money: SOLD, journal })).toBe(false);
  });

  it('names every rule that a view breaks', () => {
    const view = { money: money({ capturedMinor: 100 }), priceMinor: 2500 };
    const broken = rules.allBroken(
      [rules.capturedWithinReservation, rules.capturedIsThePrice],
      view,
    );
    expect(broken).toHaveLength(2);
  });
});
