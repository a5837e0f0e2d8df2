import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { occupiesMachine, type SaleState, type StartedSale } from '#core/sale/state.ts';
import {
  creditWithinRequest,
  firstBroken,
  nothingCanBeApproved,
  offeredOnlyWhileTheyCanBeThere,
  oneVendPerReservation,
  openMinor,
  repetitionIsHarmless,
  reportedDropsAreTaken,
  vendedWithinTheAgeLimit,
  vendIsConfirmed,
  vendIsCovered,
  type MoneyRule,
  type VendView,
} from '../support/money-rules.ts';
import { numberOf } from './numbering.ts';
import { moveOn, takeOrder, type Hour, type Scene, type World } from './world.ts';

export type Transition = (
  sale: SaleState,
  event: SaleEvent,
) => { readonly state: SaleState; readonly effects: readonly SaleEffect[] };

/** When things happen: what matters is only before or after a held selection's time, and a debt's warnings. */
const NOW_MS = 1_000;
export const HELD_UNTIL_MS = 100_000;
const TOO_LATE_MS = 120_000;
/** Before the scan, and after the last moment of its window. */
const HOURS: Readonly<Record<Hour, number>> = { within: NOW_MS, after: 200_000, before: 500 };
const LONG_AFTER_MS = 1e12;

export interface Told {
  readonly scene: Scene;
  /** What is wrong with the orders that came of it, if anything. */
  readonly broken: string | undefined;
}

interface How {
  readonly isMachineReady?: boolean;
  readonly isLate?: boolean;
}

function atMsOf(fact: SaleFact, hour: Hour, isLate: boolean): number {
  if (fact.kind === 'deadline.passed' && fact.deadline === 'settlementWarning')
    return LONG_AFTER_MS;
  return isLate && hour === 'within' ? TOO_LATE_MS : HOURS[hour];
}

const OFFERED: readonly MoneyRule<{ readonly isCustomerThere: boolean }>[] = [
  offeredOnlyWhileTheyCanBeThere,
];
const AT_A_VEND: readonly MoneyRule<VendView>[] = [
  oneVendPerReservation,
  vendIsCovered,
  vendIsConfirmed,
  vendedWithinTheAgeLimit,
];

/** At the moment of the order; a reservation that somebody else has just released cannot be seen yet. */
function wrongApproval(world: World, effect: SaleEffect): string | undefined {
  if (effect.kind !== 'approveVend') return undefined;
  const reservedMinor = world.payment === 'authorized' ? openMinor(world.money) : 0;
  return firstBroken(AT_A_VEND, {
    hasSale: true,
    vends: world.approvals + 1,
    priceMinor: effect.amountMinor,
    openMinor: world.isExcused ? Infinity : reservedMinor,
    confirmedMinor: world.saidMinor,
    minimumAge: world.askedAge,
    ageLimit: world.limitAge,
  });
}

function wrongOffer({ requestedMinor }: StartedSale, effect: SaleEffect): string | undefined {
  if (effect.kind !== 'offerSession') return undefined;
  return firstBroken([creditWithinRequest], { creditMinor: effect.creditMinor, requestedMinor });
}

/** What Vipps has not confirmed for anybody yet is offered and approved only while the customer can be there. */
function tooLate(world: World, effect: SaleEffect): string | undefined {
  if (effect.kind !== 'offerSession' && effect.kind !== 'approveVend') return undefined;
  const isCustomerThere = world.hour === 'within' || world.isConfirmed;
  return firstBroken(OFFERED, { isCustomerThere });
}

/** After a restart the machine waits for nobody who has left. */
function keptForNobody(world: World, fact: SaleFact, after: SaleState): string | undefined {
  if (fact.kind !== 'kiosk.restarted' || !occupiesMachine(after)) return undefined;
  return firstBroken(OFFERED, {
    isCustomerThere: world.hour === 'within',
  });
}

/** Vipps is believed when it says twice, a minute apart, that it knows no payment: a create still on its way is heard of later. */
function forgotten({ sale, world }: Scene, fact: SaleFact, after: SaleState): string | undefined {
  if (after.name !== 'settled' || sale.name === 'settled') return undefined;
  const canBeApproved = world.payment === 'created' && fact.kind !== 'payment.notFound';
  return firstBroken([nothingCanBeApproved], { canBeApproved });
}

/** What Vipps itself has said, and what puts it in doubt again. */
function said(world: World, before: SaleState, fact: SaleFact): World {
  if (fact.kind === 'payment.authorized' && fact.isHint !== true) {
    return { ...world, saidMinor: fact.amountMinor };
  }
  const isDoubt =
    fact.kind === 'payment.moved' || ('isHint' in fact && fact.kind !== 'payment.authorized');
  return isDoubt && before.name === 'offering' ? { ...world, saidMinor: 0 } : world;
}

/** A technician's test shows that money is reserved and released, and nothing else. */
const NOT_IN_A_TEST: readonly SaleEffect['kind'][] = [
  'offerSession',
  'approveVend',
  'takeStock',
  'capturePayment',
  'postReceipt',
];

function wrongInTest(sale: SaleState, effect: SaleEffect): string | undefined {
  const isTest = sale.name !== 'idle' && sale.terms.isTest === true;
  return isTest && NOT_IN_A_TEST.includes(effect.kind)
    ? `test: a technician’s test orders ${effect.kind}`
    : undefined;
}

/** What moves money or a motor, or promises to. */
const ACTIVE: readonly SaleEffect['kind'][] = [
  'createPayment',
  'capturePayment',
  'refundPayment',
  'approveVend',
  'offerSession',
  'takeStock',
];

/** Messages that others may send twice, late, or again. */
const REPEATABLE: readonly SaleFact['kind'][] = [
  'customer.checkedIn',
  'payment.authorized',
  'payment.aborted',
  'payment.expired',
  'payment.terminated',
  'payment.moved',
  'vend.succeeded',
  'vend.failed',
  'vend.cancelled',
  'vend.unknown',
  'vend.approvalRefused',
  'session.refused',
  'machine.lost',
];

function dueAfter(world: World, before: SaleState, fact: SaleFact): boolean {
  if (world.isDue) return true;
  const isOpen = before.name === 'vending' || before.name === 'held';
  if (fact.kind === 'vend.succeeded') return isOpen && before.vend.requestId === fact.requestId;
  return (
    fact.kind === 'technician.resolved' && before.name === 'held' && fact.decision === 'charge'
  );
}

/** At the moment of the report: a drop that the sale is told of is taken from stock, whatever was said before. */
function uncounted(world: World, fact: SaleFact): string | undefined {
  if (fact.kind !== 'vend.succeeded' || fact.requestId !== world.vended) return undefined;
  return firstBroken([reportedDropsAreTaken], {
    taken: Math.min(1, world.stockTaken),
    reported: 1,
  });
}

function confirmedIn(world: World): World {
  return world.saidMinor > 0 && !world.isConfirmed ? { ...world, isConfirmed: true } : world;
}

/** The machine says that the approval approved nothing. */
function isTakenBack(before: SaleState, fact: SaleFact): boolean {
  return (
    fact.kind === 'vend.approvalRefused' &&
    before.name === 'vending' &&
    before.vend.requestId === fact.requestId
  );
}

/** Tells the sale a fact, and lets the world see what it orders. */
export function tell(transition: Transition, scene: Scene, fact: SaleFact, how: How = {}): Told {
  const { isMachineReady = true, isLate = false } = how;
  const event: SaleEvent = {
    ...fact,
    atMs: atMsOf(fact, scene.world.hour, isLate),
    isMachineReady,
  };
  const step = transition(scene.sale, event);
  let broken = keptForNobody(scene.world, fact, step.state) ?? forgotten(scene, fact, step.state);
  let world = said(scene.world, scene.sale, fact);
  if (step.state.name !== 'idle') {
    for (const effect of step.effects)
      broken ??=
        wrongApproval(world, effect) ??
        wrongOffer(step.state, effect) ??
        tooLate(world, effect) ??
        wrongInTest(step.state, effect);
  }
  world = confirmedIn(world);
  if (step.state.name !== scene.sale.name) world = moveOn(world);
  for (const effect of step.effects) {
    world = takeOrder(world, effect);
    if (effect.kind === 'approveVend') world = { ...world, approvals: world.approvals + 1 };
  }
  broken ??= uncounted(world, fact);
  const isDue = dueAfter(world, scene.sale, fact);
  const approvals = world.approvals - (isTakenBack(scene.sale, fact) ? 1 : 0);
  if (isDue !== world.isDue || approvals !== world.approvals)
    world = { ...world, isDue, approvals };
  if (broken === undefined && REPEATABLE.includes(fact.kind)) {
    const again = transition(step.state, event).effects.find(({ kind }) => ACTIVE.includes(kind));
    if (again !== undefined && !repetitionIsHarmless.holds({ ordersAgain: again.kind }))
      broken = `${repetitionIsHarmless.broken}: ${fact.kind} orders ${again.kind} again`;
  }
  const { state: sale } = step;
  const saleNumber = sale === scene.sale ? scene.saleNumber : numberOf(sale);
  const again = step.effects.find((effect) => effect.kind === 'askAgain');
  if (again !== undefined) return askedAgain(transition, { world, broken }, again.checkIn);
  return { scene: { sale, saleNumber, world }, broken };
}

/** The sale that was refused is over; the story goes on with the one that follows it (src/main/lifecycle/runner.ts). */
function askedAgain(
  transition: Transition,
  before: { readonly world: World; readonly broken: string | undefined },
  checkIn: SaleFact,
): Told {
  const fresh: Scene = { sale: { name: 'idle' }, saleNumber: -1, world: before.world };
  const told = tell(transition, fresh, checkIn);
  return { ...told, broken: before.broken ?? told.broken };
}
