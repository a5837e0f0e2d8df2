import type { DeadlineName } from '#core/time/deadlines.ts';
import { isMachineId, paymentReference, type MachineId } from '#core/base/ids.ts';
import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import {
  NO_MONEY,
  type Aggregate,
  type SaleState,
  type UnknownOutcomePolicy,
} from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import {
  creditWithinRequest,
  firstBroken,
  offeredOnlyWhileTheyCanBeThere,
  openMinor,
  vendIsConfirmed,
} from './money-rules.ts';

/**
 * The world around one sale, small enough to verify by reading: what Vipps holds, what the machine did,
 * and which orders and timers are pending. It never looks into the sale.
 */
export interface World {
  readonly atMs: number;
  readonly payment: 'none' | 'created' | 'authorized' | 'closed';
  readonly money: Aggregate;
  readonly vend: 'none' | 'approved' | 'dropped' | 'failed';
  readonly approvals: number;
  readonly stockTaken: number;
  readonly reviews: readonly string[];
  readonly orders: readonly SaleEffect[];
  readonly waits: readonly DeadlineName[];
  /** Reserved amount in Vipps' last answer; 0 before one. */
  readonly saidMinor: number;
  /** Money rules that an order broke. */
  readonly wrong: readonly string[];
  /** Idempotency keys that Vipps has seen; a repeated key has no second effect. */
  readonly keys: readonly string[];
}

export interface Scene {
  readonly sale: SaleState;
  readonly world: World;
}

export const PRICE = 2500;
export const MAXIMUM = 5000;
const SCAN_MS = 1_010;
/** Latest offer: approval time plus one withdrawal after the scan. */
export const LAST_OFFER_MS = SCAN_MS + 150_000;

function machineId(text: string): MachineId {
  if (!isMachineId(text)) throw new RangeError(text);
  return text;
}

export const REFERENCE = paymentReference(machineId('vm-0001'), '01jd0000000000000000000000');

export const SELECTION = {
  requestId: 'request-1',
  selection: 'A1',
  item: 5,
  product: 'Cola',
  priceMinor: PRICE,
  vatRate: 1500,
} as const;

export function checkIn(policy: UnknownOutcomePolicy, isHeld = false): SaleFact {
  return {
    kind: 'customer.checkedIn',
    reference: REFERENCE,
    checkInId: 'check-in-1',
    currency: 'NOK',
    amountMinor: isHeld ? PRICE : MAXIMUM,
    terms: {
      approvalMs: 120_000,
      selectionMs: 60_000,
      vendResultMs: 60_000,
      onUnknownOutcome: policy,
      postReceipt: true,
    },
    held: isHeld ? { ...SELECTION, answerByMs: 58_000 } : undefined,
  };
}

export function begin(policy: UnknownOutcomePolicy, isHeld = false): Scene {
  const world: World = {
    atMs: 1_000,
    payment: 'none',
    money: NO_MONEY,
    vend: 'none',
    approvals: 0,
    stockTaken: 0,
    reviews: [],
    orders: [],
    waits: [],
    saidMinor: 0,
    wrong: [],
    keys: [],
  };
  return tell({ sale: { name: 'idle' }, world }, checkIn(policy, isHeld));
}

/** Applies a fact to the sale, and its effects to the world. */
export function tell(scene: Scene, fact: SaleFact, isMachineReady = true): Scene {
  const atMs = scene.world.atMs + 10;
  const step = transition(scene.sale, { ...fact, atMs, isMachineReady });
  const hasMoved = step.state.name !== scene.sale.name;
  const before = scene.world;
  const isSaid = fact.kind === 'payment.authorized' && fact.isHint !== true;
  const saidMinor = isSaid ? fact.amountMinor : before.saidMinor;
  let world: World = { ...before, atMs, saidMinor, waits: hasMoved ? [] : before.waits };
  for (const effect of step.effects) {
    const wrong = wrongOrder(effect, { saidMinor, isFirst: before.saidMinor === 0, atMs });
    world = see(wrong === undefined ? world : { ...world, wrong: [...world.wrong, wrong] }, effect);
  }
  return { sale: step.state, world };
}

interface Moment {
  readonly saidMinor: number;
  /** The first payment that Vipps has confirmed to this sale. */
  readonly isFirst: boolean;
  readonly atMs: number;
}

/** The rule that an order breaks when it is given, if any. */
function wrongOrder(effect: SaleEffect, { saidMinor, isFirst, atMs }: Moment): string | undefined {
  if (effect.kind !== 'offerSession' && effect.kind !== 'approveVend') return undefined;
  const isCustomerThere = !isFirst || atMs <= LAST_OFFER_MS;
  const tooLate = firstBroken([offeredOnlyWhileTheyCanBeThere], { isCustomerThere });
  if (effect.kind === 'offerSession') {
    const { creditMinor } = effect;
    return firstBroken([creditWithinRequest], { creditMinor, requestedMinor: MAXIMUM }) ?? tooLate;
  }
  const vend = { priceMinor: effect.amountMinor, confirmedMinor: saidMinor };
  return firstBroken([vendIsConfirmed], vend) ?? tooLate;
}

function see(world: World, effect: SaleEffect): World {
  switch (effect.kind) {
    case 'startDeadline':
      return { ...world, waits: [...new Set([...world.waits, effect.name])] };
    case 'approveVend':
      return { ...world, vend: 'approved', approvals: world.approvals + 1 };
    case 'takeStock':
      return { ...world, stockTaken: world.stockTaken + 1 };
    case 'addReview':
      return { ...world, reviews: [...world.reviews, effect.review] };
    case 'createPayment':
    case 'watchPayment':
    case 'withdrawPayment':
    case 'capturePayment':
    case 'releasePayment':
    case 'observePayment':
    case 'postReceipt':
      return { ...world, orders: [...world.orders, effect] };
    default:
      return world;
  }
}

/** What Vipps does with an order, and the fact that it answers. */
export function carryOut(
  world: World,
  order: SaleEffect,
): { world: World; fact: SaleFact | undefined } {
  const { money } = world;
  switch (order.kind) {
    case 'createPayment':
      return {
        world: world.payment === 'none' ? { ...world, payment: 'created' } : world,
        fact: { kind: 'payment.created' },
      };
    case 'withdrawPayment':
      return withdraw(world);
    case 'capturePayment': {
      if (order.amountMinor > openMinor(money) && !world.keys.includes(order.key)) {
        const refused = { kind: 'payment.captureRefused', refusal: 'look', code: '6090' } as const;
        return { world, fact: refused };
      }
      const isRepeated = world.keys.includes(order.key);
      const addedMinor = isRepeated ? 0 : order.amountMinor;
      const captured = { ...money, capturedMinor: money.capturedMinor + addedMinor };
      return {
        world: { ...world, money: captured, keys: [...world.keys, order.key] },
        fact: { kind: 'payment.captured', aggregate: captured },
      };
    }
    case 'releasePayment': {
      const released = { ...money, cancelledMinor: money.cancelledMinor + openMinor(money) };
      return {
        world: { ...world, money: released },
        fact: { kind: 'payment.released', aggregate: released },
      };
    }
    case 'observePayment':
      return {
        world,
        fact:
          world.payment === 'none'
            ? { kind: 'payment.notFound' }
            : { kind: 'payment.observed', aggregate: money },
      };
    case 'postReceipt':
      return { world, fact: { kind: 'receipt.posted' } };
    case 'watchPayment':
      return { world, fact: watched(world) };
    default:
      return { world, fact: undefined };
  }
}

function withdraw(world: World): { world: World; fact: SaleFact } {
  switch (world.payment) {
    case 'none':
      return { world, fact: { kind: 'payment.notFound' } };
    case 'created':
      return { world: { ...world, payment: 'closed' }, fact: { kind: 'payment.terminated' } };
    case 'closed':
      return { world, fact: { kind: 'payment.terminated' } };
    case 'authorized':
      return {
        world,
        fact: { kind: 'payment.authorized', amountMinor: world.money.authorizedMinor },
      };
  }
}

function watched(world: World): SaleFact | undefined {
  if (world.payment === 'authorized') {
    return { kind: 'payment.authorized', amountMinor: world.money.authorizedMinor };
  }
  return world.payment === 'closed' ? { kind: 'payment.expired' } : undefined;
}

/** The customer approves in the app: the amount is reserved. */
export function approveInApp(world: World, requestedMinor: number): World {
  if (world.payment !== 'created') return world;
  return {
    ...world,
    payment: 'authorized',
    money: { ...NO_MONEY, authorizedMinor: requestedMinor },
  };
}
