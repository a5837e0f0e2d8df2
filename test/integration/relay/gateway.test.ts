import { VIPPS_PATHS, paymentPath, receiptPath } from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
} from '#contract/vipps/epayment.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { describePayment } from '#contract/vipps/description.ts';
import { describe, expect, test } from 'vitest';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import {
  MACHINE_A,
  MACHINE_B,
  withRelay,
  type Answer,
  type MachineClient,
  type RelayWorld,
} from './relay-world.ts';

function reference(count: number, machineId = MACHINE_A): string {
  return `${machineId}-01k${String(count).padStart(23, '0')}`;
}

function createBody(
  customerToken: string,
  count = 1,
): ReturnType<typeof buildCreatePaymentRequest> {
  return buildCreatePaymentRequest({
    reference: reference(count),
    amountMinor: 5000,
    currency: 'NOK',
    customerToken,
    userFlow: 'PUSH_MESSAGE',
    description: describePayment({
      amountMinor: 5000,
      currency: 'NOK',
      market: 'NO',
      isExactPrice: false,
    }),
    machineId: MACHINE_A,
  });
}

/** A customer scans the machine's sticker. @returns the token that the machine is given */
async function scanned(world: RelayWorld, machine: MachineClient, ageYears = 40): Promise<string> {
  const before = machine.heard.length;
  const outcome = await world.vipps.scan(MACHINE_A, { ageYears });
  expect(outcome.status).toBe(200);
  const given = machine.heard.slice(before).find(({ type }) => type === 'checkIn');
  return String(given?.['customerToken']);
}

function create(world: RelayWorld, body: unknown, key = 'create-1'): Promise<Answer> {
  return world.gateway(MACHINE_A, {
    method: 'POST',
    path: VIPPS_PATHS.payments,
    body,
    headers: { 'idempotency-key': key },
  });
}

function creates(world: RelayWorld): number {
  return world.vipps.listCalls().filter(({ operation }) => operation === 'create').length;
}

describe('what a kiosk makes goes through, as it was parsed', () => {
  test('a whole sale', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const body = createBody(await scanned(world, machine));
      expect(await create(world, body)).toMatchObject({ status: 201 });
      world.vipps.approve(body.reference);
      const post = (path: string, content: unknown): Promise<Answer> =>
        world.gateway(MACHINE_A, { method: 'POST', path, body: content });
      const capture = buildModificationRequest(3000, 'NOK');
      expect((await post(paymentPath(body.reference, 'capture'), capture)).status).toBe(200);
      const cancel = buildCancelRequest(false);
      expect((await post(paymentPath(body.reference, 'cancel'), cancel)).status).toBe(200);
      const receipt = buildReceipt({
        currency: 'NOK',
        productName: 'Cola',
        productId: '1',
        priceMinor: 3000,
        vatRateHundredths: 1500,
        machineId: MACHINE_A,
        receiptNumber: body.reference,
      });
      expect((await post(receiptPath(body.reference), receipt)).status).toBe(201);
      const refund = buildModificationRequest(1000, 'NOK');
      expect((await post(paymentPath(body.reference, 'refund'), refund)).status).toBe(200);
      for (const part of ['', '/events']) {
        const path = paymentPath(body.reference) + part;
        expect((await world.gateway(MACHINE_A, { method: 'GET', path })).status).toBe(200);
      }
    });
  });

  test('of two equal keys the one that was judged is the one that is sent', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const text = JSON.stringify(createBody(await scanned(world, machine)));
      const post = (sent: string): Promise<Answer> =>
        world.gateway(MACHINE_A, { method: 'POST', path: VIPPS_PATHS.payments, text: sent });
      const high = text.replace('"value":5000', '"value":5000,"value":2000000');
      expect((await post(high)).status).toBe(403);
      const low = text.replace('"value":5000', '"value":2000000,"value":5000');
      expect((await post(low)).status).toBe(201);
      expect(world.vipps.listPayments()).toMatchObject([{ requested: 5000 }]);
    });
  });
});

const STRANGER = { phoneNumber: '4791234567' };

describe('what no kiosk makes gets 403 and never reaches Vipps', () => {
  const body = createBody('token');
  test.each<[string, Record<string, unknown>]>([
    ['a stranger’s phone number', { customer: STRANGER }],
    ['a personal QR', { customer: { personalQr: 'https://qr.vipps.no/p/1' } }],
    ['no customer', { customer: undefined }],
    ['CARD', { paymentMethod: { type: 'CARD' } }],
    ['blocked sources', { paymentMethod: { type: 'WALLET', blockedSources: [] } }],
    ['profile.scope', { profile: { scope: 'name phoneNumber' } }],
    ['a foreign return URL', { returnUrl: 'https://evil.example' }],
    ['a receipt URL', { receiptUrl: 'https://evil.example' }],
    ['expiresAt', { expiresAt: '2026-02-01T00:00:00Z' }],
    ['a receipt', { receipt: {} }],
    ['qrFormat', { qrFormat: {} }],
    ['an absent customer', { customerInteraction: 'CUSTOMER_NOT_PRESENT' }],
    ['another flow', { userFlow: 'WEB_REDIRECT' }],
    ['another currency', { amount: { currency: 'DKK', value: 5000 } }],
    ['more than the cap', { amount: { currency: 'NOK', value: 20_001 } }],
    ['a field in the amount', { amount: { currency: 'NOK', value: 5000, more: 1 } }],
    ['another machine’s reference', { reference: reference(1, MACHINE_B) }],
    ['another machine’s metadata', { metadata: { machine: MACHINE_B } }],
    ['more metadata', { metadata: { machine: MACHINE_A, text: 'x' } }],
    ['an unknown field', { shipping: {} }],
  ])('%s', async (_what, change) => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const customerToken = await scanned(world, machine);
      const hostile: Record<string, unknown> = { ...body, customer: { customerToken }, ...change };
      const answer = await create(world, hostile);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ error: 'not-allowed' });
      expect(answer.headers.get('x-relay-refusal')).toBe('1');
      expect(creates(world)).toBe(0);
    });
  });

  test.each<[string, string, unknown]>([
    [
      'POST',
      `${paymentPath(reference(1))}/capture`,
      { modificationAmount: { currency: 'NOK', value: 1, x: 1 } },
    ],
    [
      'POST',
      `${paymentPath(reference(1))}/capture`,
      { modificationAmount: { currency: 'NOK', value: 0 } },
    ],
    [
      'POST',
      `${paymentPath(reference(1))}/refund`,
      { modificationAmount: { currency: 'NOK', value: 1 }, x: 1 },
    ],
    ['POST', `${paymentPath(reference(1))}/cancel`, { cancelTransactionOnly: 'yes' }],
    ['POST', receiptPath(reference(1)), { orderLines: [], bottomLine: { currency: 'NOK' } }],
    ['POST', paymentPath(reference(1)), {}],
    ['DELETE', '/qr/v1/merchant-callback/vm-a', undefined],
    ['PUT', '/qr/v1/merchant-callback/vm-a', { locationDescription: 'x' }],
    ['GET', '/qr/v1/merchant-callback/vm-b', undefined],
    ['GET', '/epayment/v1/payments/../../webhooks/v1/webhooks', undefined],
    ['POST', '/webhooks/v1/webhooks', { url: 'https://evil.example', events: [] }],
  ])('%s %s', async (method, path, content) => {
    await withRelay({}, async (world) => {
      const before = world.vipps.listCalls().length;
      expect((await world.gateway(MACHINE_A, { method, path, body: content })).status).toBe(403);
      expect(world.vipps.listCalls()).toHaveLength(before);
    });
  });
});

describe('a payment belongs to a check-in that this machine was just given', () => {
  test('a token that it was never given, or that another machine was given: 403', async () => {
    await withRelay({}, async (world) => {
      expect((await create(world, createBody('guessed'))).status).toBe(403);
      const other = await world.connect(MACHINE_B);
      expect((await world.vipps.scan(MACHINE_B)).status).toBe(200);
      const given = other.heard.find(({ type }) => type === 'checkIn');
      expect((await create(world, createBody(String(given?.['customerToken'])))).status).toBe(403);
      expect(creates(world)).toBe(0);
    });
  });

  test('once; the same again under its key; after 15 minutes not any more', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const token = await scanned(world, machine);
      const late = await scanned(world, machine);
      const both = await Promise.all([
        create(world, createBody(token, 1), 'create-1'),
        create(world, createBody(token, 2), 'create-2'),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 403]);
      const [made] = world.vipps.listPayments();
      const count = made?.reference === reference(1) ? 1 : 2;
      const again = await create(world, createBody(token, count), `create-${String(count)}`);
      expect(again.status).toBe(201);
      expect((await create(world, createBody(token, 3), 'create-3')).status).toBe(403);
      expect(world.vipps.listPayments()).toHaveLength(1);
      await world.pass(15 * 60_000);
      expect((await create(world, createBody(late, 4), 'create-4')).status).toBe(403);
    });
  });

  test('one more after Vipps found the customer too young, and not a third', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const token = await scanned(world, machine, 15);
      const limited = { ...createBody(token, 1), minimumUserAge: 16 };
      expect(await create(world, limited, 'create-1')).toMatchObject({ status: 400 });
      expect((await create(world, createBody(token, 2), 'create-2')).status).toBe(201);
      expect((await create(world, createBody(token, 3), 'create-3')).status).toBe(403);
    });
  });

  test('a restart of the relay between scan and create costs no sale, and gives no second one', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const token = await scanned(world, machine);
      await world.restart();
      expect((await create(world, createBody(token, 1), 'create-1')).status).toBe(201);
      await world.restart();
      expect((await create(world, createBody(token, 2), 'create-2')).status).toBe(403);
      expect((await create(world, createBody(token, 1), 'create-1')).status).toBe(201);
      const file = JSON.stringify(world.log.entries);
      expect(file).not.toContain(token);
    });
  });
});

describe('refunds', () => {
  async function sold(world: RelayWorld, machine: MachineClient, count: number): Promise<string> {
    const body = createBody(await scanned(world, machine), count);
    await create(world, body, `create-${String(count)}`);
    world.vipps.approve(body.reference);
    await world.gateway(MACHINE_A, {
      method: 'POST',
      path: paymentPath(body.reference, 'capture'),
      body: buildModificationRequest(5000, 'NOK'),
    });
    return body.reference;
  }

  function refund(world: RelayWorld, of: string, key: string, amount = 2000): Promise<Answer> {
    return world.gateway(MACHINE_A, {
      method: 'POST',
      path: paymentPath(of, 'refund'),
      body: buildModificationRequest(amount, 'NOK'),
      headers: { 'idempotency-key': key },
    });
  }

  test('of one machine in a day have a cap; the operator is told; the same order counts once', async () => {
    await withRelay({ unit: { dailyRefundCap: 4000 } }, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const one = await sold(world, machine, 1);
      const other = await sold(world, machine, 2);
      expect((await refund(world, one, 'refund-1')).status).toBe(200);
      expect((await refund(world, one, 'refund-1')).status).toBe(200);
      expect((await refund(world, other, 'refund-2')).status).toBe(200);
      await world.restart();
      expect((await refund(world, other, 'refund-3')).status).toBe(403);
      expect((await refund(world, other, 'refund-4', 1)).status).toBe(403);
      await until(() => world.alerts.length > 0, 'the alert');
      expect(world.alerts).toMatchObject([{ kind: 'refundsAboveCap', machineId: MACHINE_A }]);
      await world.pass(24 * 3_600_000);
      expect((await refund(world, other, 'refund-5')).status).toBe(200);
    });
  });

  test('one that Vipps refused does not count', async () => {
    await withRelay({ unit: { dailyRefundCap: 4000 } }, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const one = await sold(world, machine, 1);
      expect((await refund(world, reference(9), 'refund-1', 4000)).status).toBe(404);
      expect((await refund(world, one, 'refund-2', 4000)).status).toBe(200);
    });
  });
});
