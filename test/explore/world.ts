import type { DeadlineName } from '#core/time/deadlines.ts';
import type { MachineEffect, PaymentEffect, SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import {
  occupiesMachine,
  type Aggregate,
  type SaleState,
  type UnknownOutcomePolicy,
} from '#core/sale/state.ts';
import { numberOf } from './numbering.ts';

/** How often each misfortune may strike in one story. */
export interface Budget {
  /** Times the kiosk loses power. */
  readonly restarts: number;
  /** Answers of Vipps that never arrive although the work is done; the call is repeated under its key. */
  readonly lostAnswers: number;
  /** Refusals by Vipps, of any call. */
  readonly refusals: number;
  /** Times the line to the machine breaks or the machine resets. */
  readonly losses: number;
  /** Selections pressed. */
  readonly selections: number;
  /** Movements by somebody else in the merchant portal. */
  readonly foreign: number;
  /** Refunds that a person orders. */
  readonly refunds: number;
  /** Times a debt grows so old that somebody is told. */
  readonly warnings: number;
  /** Webhooks, validly signed, of what never happened. */
  readonly lies: number;
  /** Readings and sums of Vipps from an earlier moment. */
  readonly stale: number;
  /** Times the clock leaves the window in which the customer can still be standing there. */
  readonly jumps: number;
}

/** A call to Vipps that is under way. */
export interface Flight {
  readonly order: PaymentEffect;
  /** Nobody waits for the answer any more: the process that asked is dead. */
  readonly isDeaf: boolean;
  /** The sale has gone on meanwhile: the call may also be given up before it is sent. */
  readonly isGivenUp: boolean;
}

export type PaymentState =
  'none' | 'created' | 'authorized' | 'declined' | 'expired' | 'terminated';

/** What a reading may show: the state and the sums of one moment. */
export interface Moment {
  readonly payment: PaymentState;
  readonly money: Aggregate;
}

/** Where the clock stands: while the customer can be there, after that, or before they came. */
export type Hour = 'within' | 'after' | 'before';

/** What the machine is doing. `asking`: a selection waits for our answer. */
export type DeviceState = 'idle' | 'session' | 'asking' | 'vending';

/**
 * Everything outside the sale: what Vipps holds, what the machine does, which calls, answers, waits and orders are under
 * way. Plain data; every change makes a new one.
 */
export interface World {
  readonly policy: UnknownOutcomePolicy;
  readonly payment: PaymentState;
  readonly money: Aggregate;
  /** Earlier moments that a reading may still come from; none when no more will. */
  readonly past: readonly Moment[];
  readonly hour: Hour;
  /** What Vipps' own answer said to be reserved, since the last webhook that puts it in doubt. */
  readonly saidMinor: number;
  /** Vipps has said so at least once. */
  readonly isConfirmed: boolean;
  /** Vipps' memory of keys: the same key gives the same answer for ever. */
  readonly keys: readonly string[];
  readonly flights: readonly Flight[];
  /** Answers to orders, on their way to the kiosk. */
  readonly answers: readonly SaleFact[];
  /** The answer to the latest question. */
  readonly readings: readonly SaleFact[];
  readonly waits: readonly DeadlineName[];
  readonly device: DeviceState;
  /** Bytes on their way to the machine, in order. */
  readonly machineOrders: readonly MachineEffect[];
  /** What the machine has said or may still say; may be heard late and more than once. */
  readonly reports: readonly SaleFact[];
  /** Requests so far; the present one is `request-<asked>`. */
  readonly asked: number;
  /** Price of the present request, minor units. */
  readonly askedMinor: number;
  /** The request whose vend was approved on the wire, and what became of it. */
  readonly vended: string | undefined;
  readonly vendedMinor: number;
  readonly hasDropped: boolean;
  readonly approvals: number;
  readonly stockTaken: number;
  /** A success was reported to the sale, or a person decided to charge, while it still counted. */
  readonly isDue: boolean;
  /** Vipps refused a capture for good, or somebody else moved money: the sums may differ from the plan. */
  readonly isExcused: boolean;
  /** Of the customer, years; 0: nothing has an age in this story. */
  readonly customerAge: number;
  /** What Vipps limits the payment to, and what the present request needs, years. */
  readonly limitAge: number;
  readonly askedAge: number;
  readonly left: Budget;
}

export interface Scene {
  readonly sale: SaleState;
  /** Equal sales have the same one. */
  readonly saleNumber: number;
  readonly world: World;
}

export const PRICE = 2500;
export const TOO_DEAR = 9900;
export const MAXIMUM = 5000;
/** What a restricted product needs, years. */
export const ADULT = 18;

/** Remembers the moment before a change, as long as a reading may still show it. */
export function remembered(before: World, after: World): World {
  if (after.left.stale === 0) return after.past.length === 0 ? after : { ...after, past: [] };
  if (after.payment === before.payment && after.money === before.money) return after;
  const { payment, money } = before;
  return { ...after, past: withItem(after.past, { payment, money }) };
}

export function spend(world: World, what: keyof Budget): World {
  return { ...world, left: { ...world.left, [what]: world.left[what] - 1 } };
}

export function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return [...items.slice(0, index), ...items.slice(index + 1)];
}

/** Adds what is not there yet, in an order that does not depend on the story. */
export function withItem<Item extends object>(items: readonly Item[], item: Item): readonly Item[] {
  const number = numberOf(item);
  let index = 0;
  for (const other of items) {
    const known = numberOf(other);
    if (known === number) return items;
    if (known > number) break;
    index += 1;
  }
  return [...items.slice(0, index), item, ...items.slice(index)];
}

/** The same for words. */
export function withWord<Word extends string>(words: readonly Word[], word: Word): readonly Word[] {
  return words.includes(word) ? words : [...words, word].sort();
}

const DOUBTLESS: readonly PaymentEffect['kind'][] = [
  'watchPayment',
  'observePayment',
  'forgetCustomerToken',
];

/** A question nobody waits for any more changes nothing. */
export function isQuestion(order: PaymentEffect): boolean {
  return DOUBTLESS.includes(order.kind);
}

/** The sale has entered another state: its waits end, its calls may be given up (src/main/lifecycle/open-sale.ts). */
export function moveOn(world: World): World {
  const flights = world.flights
    .filter(({ order }) => !isQuestion(order))
    .reduce<readonly Flight[]>(
      (kept, flight) => withItem(kept, { ...flight, isGivenUp: true }),
      [],
    );
  return { ...world, waits: [], flights };
}

function takeOff(world: World, order: PaymentEffect): World {
  const flights = withItem(world.flights, { order, isDeaf: false, isGivenUp: false });
  return { ...world, flights };
}

/** What becomes of an order of the sale. */
export function takeOrder(world: World, effect: SaleEffect): World {
  switch (effect.kind) {
    case 'startDeadline':
      // Only tells a person, and moves nothing.
      if (effect.name === 'receiptWarning') return world;
      return { ...world, waits: withWord(world.waits, effect.name) };
    case 'offerSession':
    case 'endSession':
    case 'approveVend':
    case 'denyVend':
    case 'recoverMachine':
      return { ...world, machineOrders: [...world.machineOrders, effect] };
    case 'takeStock':
      return { ...world, stockTaken: world.stockTaken + 1 };
    case 'watchPayment':
    case 'observePayment': {
      // A new question takes the place of the one before (src/main/lifecycle/open-sale.ts).
      const flights = world.flights.filter(({ order }) => !isQuestion(order));
      const asked = { order: effect, isDeaf: false, isGivenUp: false };
      return { ...world, readings: [], flights: withItem(flights, asked) };
    }
    case 'createPayment':
      return takeOff({ ...world, limitAge: effect.minimumUserAge ?? 0 }, effect);
    case 'withdrawPayment':
    case 'capturePayment':
    case 'refundPayment':
    case 'releasePayment':
    case 'postReceipt':
      return takeOff(world, effect);
    default:
      return world;
  }
}

/** The power goes: what the process knew is gone; calls that had left may still be carried out. */
export function losePower(world: World): World {
  const flights = world.flights
    .filter(({ order }) => !isQuestion(order))
    .reduce<readonly Flight[]>(
      (kept, { order }) => withItem(kept, { order, isDeaf: true, isGivenUp: true }),
      [],
    );
  const device = world.device === 'vending' ? 'vending' : 'idle';
  return { ...world, flights, answers: [], readings: [], waits: [], machineOrders: [], device };
}

/** What the machine does for the next customer is not this sale's business: it is forgotten. */
export function simplified(scene: Scene): Scene {
  const { sale, saleNumber, world } = scene;
  if (occupiesMachine(sale)) return scene;
  const device = world.device === 'vending' ? 'vending' : 'idle';
  const reports = world.reports.filter(
    ({ kind }) => kind === 'vend.succeeded' || kind === 'vend.failed',
  );
  const hasChanged =
    device !== world.device ||
    reports.length < world.reports.length ||
    world.machineOrders.length > 0;
  if (!hasChanged) return scene;
  // An approval that is still on its way reaches the machine, or not: both are looked at by the vend's own moves.
  const machineOrders = world.machineOrders.filter(({ kind }) => kind === 'approveVend');
  return {
    sale,
    saleNumber,
    world: {
      ...world,
      device: machineOrders.length > 0 ? world.device : device,
      reports,
      machineOrders,
    },
  };
}
