import type { PaymentEffect } from '#core/sale/effect.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import { isUntouched, type Aggregate } from '#core/sale/state.ts';
import { openMinor } from '../support/money-rules.ts';
import { withWord, type PaymentState, type World } from './world.ts';

export interface Carried {
  readonly world: World;
  /** undefined: nothing to say yet, the call goes on. */
  readonly fact: PaymentFact | undefined;
}

const ENDED: Readonly<Partial<Record<PaymentState, PaymentFact>>> = {
  declined: { kind: 'payment.aborted' },
  expired: { kind: 'payment.expired' },
  terminated: { kind: 'payment.terminated' },
};

/** What the state of the payment says to a sale that waits for the approval. */
export function approvalFact(world: World): PaymentFact | undefined {
  if (world.payment === 'none') return { kind: 'payment.notFound' };
  if (world.payment !== 'authorized') return ENDED[world.payment];
  const amountMinor = openMinor(world.money);
  if (amountMinor === 0) return { kind: 'payment.terminated' };
  return isUntouched(world.money)
    ? { kind: 'payment.authorized', amountMinor }
    : { kind: 'payment.observed', aggregate: world.money };
}

/** The same facts with what an earlier moment showed: readings, and the sums in an answer. */
export function staleFact(order: PaymentEffect, moment: World): PaymentFact | undefined {
  switch (order.kind) {
    case 'watchPayment':
    case 'observePayment':
      return carryOut(moment, order).fact;
    case 'capturePayment':
      return { kind: 'payment.captured', aggregate: moment.money };
    case 'releasePayment':
      return { kind: 'payment.released', aggregate: moment.money };
    case 'refundPayment':
      return { kind: 'payment.refunded', aggregate: moment.money };
    default:
      return undefined;
  }
}

/** Whether the answer is one that says that the order was carried out. */
export function isSuccess(fact: PaymentFact): boolean {
  return (
    fact.kind === 'payment.captured' ||
    fact.kind === 'payment.released' ||
    fact.kind === 'payment.refunded'
  );
}

function moved(world: World, change: Partial<Aggregate>, key: string): World {
  const keys = withWord(world.keys, `${key} done`);
  return { ...world, money: { ...world.money, ...change }, keys };
}

/** What was done under a key is answered so for ever. */
export function isDone(world: World, key: string): boolean {
  return world.keys.includes(`${key} done`);
}

function isRefused(world: World, key: string): boolean {
  return world.keys.includes(`${key} refused`);
}

/** A refusal stays with its key (vipps-api §8.3). */
export function refuseKey(world: World, key: string): World {
  return { ...world, keys: withWord(world.keys, `${key} refused`) };
}

type Create = Extract<PaymentEffect, { kind: 'createPayment' }>;

/** A refusal is always the same for its key. */
function refusalOf({ customerAge }: World, { minimumUserAge = 0 }: Create): string {
  return customerAge < minimumUserAge ? '7010' : '5080';
}

function create(world: World, order: Create): Carried {
  if (refusalOf(world, order) === '7010') {
    const fact = { kind: 'payment.createRefused', code: '7010' } as const;
    return { world: refuseKey(world, order.key), fact };
  }
  if (world.payment !== 'none' && world.payment !== 'created') {
    return { world, fact: approvalFact(world) };
  }
  return { world: { ...world, payment: 'created' }, fact: { kind: 'payment.created' } };
}

function withdraw(world: World): Carried {
  if (world.payment !== 'created') return { world, fact: approvalFact(world) };
  return { world: { ...world, payment: 'terminated' }, fact: { kind: 'payment.terminated' } };
}

type Capture = Extract<PaymentEffect, { kind: 'capturePayment' }>;
type Refund = Extract<PaymentEffect, { kind: 'refundPayment' }>;

function capture(world: World, { key, amountMinor }: Capture): Carried {
  if (isDone(world, key)) {
    return { world, fact: { kind: 'payment.captured', aggregate: world.money } };
  }
  if (isRefused(world, key) || amountMinor > openMinor(world.money)) {
    const fact = { kind: 'payment.captureRefused', refusal: 'look', code: '6090' } as const;
    return { world: refuseKey(world, key), fact };
  }
  const after = moved(world, { capturedMinor: world.money.capturedMinor + amountMinor }, key);
  return { world: after, fact: { kind: 'payment.captured', aggregate: after.money } };
}

function release(world: World, key: string): Carried {
  if (isDone(world, key)) {
    return { world, fact: { kind: 'payment.released', aggregate: world.money } };
  }
  const open = openMinor(world.money);
  if (isRefused(world, key) || open === 0) {
    const fact = { kind: 'payment.releaseRefused', refusal: 'look', code: '6040' } as const;
    return { world: refuseKey(world, key), fact };
  }
  const after = moved(world, { cancelledMinor: world.money.cancelledMinor + open }, key);
  return { world: after, fact: { kind: 'payment.released', aggregate: after.money } };
}

function refund(world: World, { key, amountMinor }: Refund): Carried {
  const { capturedMinor, refundedMinor } = world.money;
  if (isDone(world, key)) {
    return { world, fact: { kind: 'payment.refunded', aggregate: world.money } };
  }
  if (isRefused(world, key) || amountMinor > capturedMinor - refundedMinor) {
    return {
      world: refuseKey(world, key),
      fact: { kind: 'payment.refundRefused', code: '6150' },
    };
  }
  const after = moved(world, { refundedMinor: refundedMinor + amountMinor }, key);
  return { world: after, fact: { kind: 'payment.refunded', aggregate: after.money } };
}

/** Vipps does what it is told. */
export function carryOut(world: World, order: PaymentEffect): Carried {
  switch (order.kind) {
    case 'createPayment':
      return isRefused(world, order.key)
        ? { world, fact: { kind: 'payment.createRefused', code: refusalOf(world, order) } }
        : create(world, order);
    case 'watchPayment':
      return { world, fact: approvalFact(world) };
    case 'withdrawPayment':
      return withdraw(world);
    case 'capturePayment':
      return capture(world, order);
    case 'releasePayment':
      return release(world, order.key);
    case 'refundPayment':
      return refund(world, order);
    case 'observePayment':
      return {
        world,
        fact:
          world.payment === 'none'
            ? { kind: 'payment.notFound' }
            : { kind: 'payment.observed', aggregate: world.money },
      };
    case 'postReceipt':
      return { world, fact: { kind: 'receipt.posted' } };
    case 'forgetCustomerToken':
      return { world, fact: undefined };
  }
}

/** The refusals that Vipps may give to this order instead. */
export function refusalsOf(world: World, order: PaymentEffect): readonly PaymentFact[] {
  switch (order.kind) {
    case 'createPayment':
      // What an earlier attempt has left at Vipps got no answer.
      return [
        { kind: 'payment.createRefused', code: '5080', isDoubtful: world.payment !== 'none' },
      ];
    case 'capturePayment':
      return [
        { kind: 'payment.captureRefused', refusal: 'later', code: '6260' },
        { kind: 'payment.captureRefused', refusal: 'look', code: '6200' },
        { kind: 'payment.captureRefused', refusal: 'fullCaptureOnly', code: '6140' },
      ];
    case 'releasePayment':
      return [{ kind: 'payment.releaseRefused', refusal: 'later', code: '6250' }];
    case 'refundPayment':
      return [{ kind: 'payment.refundRefused', code: '6220' }];
    case 'postReceipt':
      return [{ kind: 'receipt.refused', code: '409' }];
    default:
      return [];
  }
}
