import { buildCreatePaymentRequest } from '#contract/vipps/epayment.ts';
import { kioskCreateSchema } from '#contract/vipps/kiosk-calls.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkInIdOf } from '../../../../src/relay/runtime/secrets.ts';
import {
  createCheckInGrants,
  type CheckInGrants,
  type PaymentCreate,
} from '../../../../src/relay/vipps/check-in-grants.ts';
import type { OpenCheckIn } from '../../../../src/relay/store/ports/check-ins.ts';
import { openRelayFixture, pass, settle, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
const TOKEN = 'token-of-a-customer';
let relay: RelayFixture;
let grants: CheckInGrants;
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  grants = open();
  await relay.store.checkIns.decide(checkIn(), { accepted: true });
});
afterEach(() => relay.close());

/** As after a start of the relay. */
function open(): CheckInGrants {
  const { clock, store } = relay;
  return createCheckInGrants({ store: store.checkIns, clock });
}

function checkIn(token = TOKEN): OpenCheckIn {
  const atMs = relay.clock.nowMs();
  const checkInId = checkInIdOf(token);
  return { machineId: ONE, checkInId, atMs, answerByMs: atMs + 1_500, askedBy: 'p' };
}

function payment(
  key: string,
  change: { token?: string; minimumUserAge?: number } = {},
): PaymentCreate {
  const { token = TOKEN, minimumUserAge } = change;
  const create = buildCreatePaymentRequest({
    reference: `${ONE}-01k00000000000000000000001`,
    amountMinor: 2_500,
    currency: 'NOK',
    customerToken: token,
    userFlow: 'PUSH_MESSAGE',
    description: 'A purchase',
    machineId: ONE,
    ...(minimumUserAge === undefined ? {} : { minimumUserAge }),
  });
  return { machineId: ONE, create: kioskCreateSchema.parse(create), idempotencyKey: key };
}

test('one payment for a check-in; the same one again under its key; no second one', async () => {
  expect(await grants.take(payment('k1'))).toBeUndefined();
  expect(await grants.take(payment('k1'))).toBeUndefined();
  expect(await grants.take(payment('k2'))).toBe('this check-in has had its payment');
});

test('of two payments at the same time one passes', async () => {
  const results = await Promise.all([grants.take(payment('k1')), grants.take(payment('k2'))]);
  expect(results.filter((result) => result === undefined)).toHaveLength(1);
});

test('a token that no machine was given is refused, and so is one that is 15 minutes old', async () => {
  const refusal = 'it was not given this check-in in the last 15 minutes';
  expect(await grants.take(payment('k1', { token: 'guessed' }))).toBe(refusal);
  await pass(relay.clock, 15 * 60_000 + 1);
  expect(await grants.take(payment('k1'))).toBe(refusal);
});

test('a restart forgets neither the grant nor that it was used', async () => {
  await settle();
  expect(await open().take(payment('k1'))).toBeUndefined();
  await settle();
  expect(await open().take(payment('k2'))).toBe('this check-in has had its payment');
});

test('after 7010 for an age limit one more is allowed, once', async () => {
  const adult = (key: string): PaymentCreate => payment(key, { minimumUserAge: 18 });
  await grants.take(adult('k1'));
  await grants.refused(adult('k1'), '7010');
  expect(await grants.take(adult('k2'))).toBeUndefined();
  await grants.refused(adult('k2'), '7010');
  expect(await grants.take(adult('k3'))).toBe('this check-in has had its payment');
});

test('another refusal, or one without an age limit, allows no more', async () => {
  await grants.take(payment('k1', { minimumUserAge: 18 }));
  await grants.refused(payment('k1', { minimumUserAge: 18 }), '5080');
  await grants.refused(payment('k1'), '7010');
  expect(await grants.take(payment('k2'))).toBe('this check-in has had its payment');
});

test('while the machine is being asked it may create its payment; nobody else’s machine may', async () => {
  await relay.store.checkIns.open(checkIn('open'));
  const create = payment('k1', { token: 'open' });
  const unknown = 'it was not given this check-in in the last 15 minutes';
  expect(await grants.take({ ...create, machineId: 'vm-0002' })).toBe(unknown);
  expect(await grants.take(create)).toBeUndefined();
  expect(await relay.store.checkIns.decide(checkIn('open'), { accepted: true })).toEqual({
    accepted: true,
  });
  expect(await grants.take(payment('k2', { token: 'open' }))).toBe(
    'this check-in has had its payment',
  );
});

test('no payment for a check-in that was refused, and none that nobody answered in time', async () => {
  const refusal = { accepted: false, reason: 'busy' } as const;
  await relay.store.checkIns.decide(checkIn('refused'), refusal);
  expect(await grants.take(payment('k1', { token: 'refused' }))).toBe('this check-in was refused');
  await relay.store.checkIns.open(checkIn('open'));
  await pass(relay.clock, 1_501);
  expect(await grants.take(payment('k1', { token: 'open' }))).toBe('this check-in was refused');
  expect(await relay.store.checkIns.decide(checkIn('open'), { accepted: true })).toEqual({
    accepted: false,
    reason: 'no-answer',
  });
});
