import { VIPPS_PATHS, webhookPath } from '#contract/vipps/calls.ts';
import { checkInEventSchema, paymentWebhookSchema } from '#contract/vipps/webhook-events.ts';
import { parseAuthorization, stringToSign } from '#contract/vipps/webhook-signature.ts';
import { webhookListSchema } from '#contract/vipps/webhooks.ts';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { retryDelayMs } from '../../../../src/simulator/vipps/webhook-lane.ts';
import { START_MS } from './manual-clock.ts';
import { withVipps, type VippsWorld } from './vipps-world.ts';
import type { ReceivedWebhook } from './webhook-receiver.ts';

const REFERENCE = 'vm0001-aaaa';

function signatureOf(webhook: ReceivedWebhook, secret: string): string {
  const { headers, text, path } = webhook;
  const contentSha256 = createHash('sha256').update(text).digest('base64');
  expect(headers['x-ms-content-sha256']).toBe(contentSha256);
  const signed = stringToSign({
    pathAndQuery: path,
    date: String(headers['x-ms-date']),
    host: headers.host ?? '',
    contentSha256,
  });
  return createHmac('sha256', secret).update(signed).digest('base64');
}

function namesOf(world: VippsWorld): readonly unknown[] {
  return world.relay.received.map((webhook) => webhook.body['name']);
}

describe('a registration', () => {
  test('shows its secret once and is listed without it', () =>
    withVipps(async ({ register, call }) => {
      const secret = await register();
      const { body } = await call('GET', VIPPS_PATHS.webhooks);
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(webhookListSchema.parse(body).webhooks[0]?.events).toHaveLength(9);
    }));

  test('of the check-in is the only one of its sales unit', () =>
    withVipps(async ({ register, call, relay }) => {
      await register();
      const url = `${relay.origin}/other`;
      const second = { url, events: ['user.checked-in.v1'] };
      expect((await call('POST', VIPPS_PATHS.webhooks, { body: second })).status).toBe(400);
      const payments = { url, events: ['epayments.payment.authorized.v1'] };
      expect((await call('POST', VIPPS_PATHS.webhooks, { body: payments })).status).toBe(201);
    }));

  test('is gone after its deletion, and its secret with it', () =>
    withVipps(async (world) => {
      const { register, call, create, vipps } = world;
      const first = await register();
      const { body } = await call('GET', VIPPS_PATHS.webhooks);
      const id = webhookListSchema.parse(body).webhooks[0]?.id ?? '';
      expect((await call('DELETE', webhookPath(id))).status).toBe(204);
      expect((await call('DELETE', webhookPath(id))).status).toBe(404);
      await create(REFERENCE);
      await vipps.control.whenQuiet();
      expect(world.relay.received).toStrictEqual([]);
      expect(await register()).not.toBe(first);
    }));

  test.each([
    [{ url: 'http://relay.example/x', events: ['user.checked-in.v1'] }],
    [{ url: 'https://relay.example/x?y=1', events: ['user.checked-in.v1'] }],
    [{ url: 'https://relay.example/x', events: ['user.checked-out.v1'] }],
    [{ url: 'no url', events: ['user.checked-in.v1'] }],
    [{ url: 'https://relay.example/x' }],
  ])('of %j is refused', (body) =>
    withVipps(async ({ call }) => {
      expect((await call('POST', VIPPS_PATHS.webhooks, { body })).status).toBe(400);
    }),
  );

  test('counts 25 of a payment event', () =>
    withVipps(async ({ call, relay }) => {
      const body = { url: relay.origin, events: ['epayments.payment.created.v1'] };
      for (let n = 0; n < 25; n += 1) await call('POST', VIPPS_PATHS.webhooks, { body });
      expect((await call('POST', VIPPS_PATHS.webhooks, { body })).status).toBe(400);
    }));

  test('can be forgotten by Vipps', () =>
    withVipps(async ({ register, call, vipps }) => {
      await register();
      vipps.control.forgetRegistrations();
      expect((await call('GET', VIPPS_PATHS.webhooks)).body).toStrictEqual({ webhooks: [] });
    }));
});

describe('a delivery', () => {
  test('is signed over the raw body, the registered path and the registered host', () =>
    withVipps(
      async ({ register, create, relay, vipps }) => {
        const secret = await register();
        await create(REFERENCE);
        await vipps.control.whenQuiet();
        const webhook = relay.received.at(-1);
        if (webhook === undefined) throw new Error('No webhook');
        expect(webhook.headers.host).toBe('relay.example');
        expect(webhook.path).toBe('/webhooks/vipps');
        const signature = parseAuthorization(webhook.headers.authorization ?? '');
        expect(signature).toBe(signatureOf(webhook, secret));
        expect(webhook.headers['x-vipps-authorization']).toBe(webhook.headers.authorization);
        expect(webhook.headers['x-ms-date']).toBe('Mon, 05 Oct 2026 10:00:00 GMT');
      },
      { registeredHost: 'https://relay.example' },
    ));

  test('tells each step of a payment, in order', () =>
    withVipps(async (world) => {
      const { register, authorized, capture, cancel, refund, vipps, relay } = world;
      await register();
      await authorized(REFERENCE);
      await capture(REFERENCE, 3000, 'c1');
      await cancel(REFERENCE);
      await refund(REFERENCE, 500);
      await vipps.control.whenQuiet();
      const payments = relay.received.filter((webhook) => 'name' in webhook.body);
      const events = payments.map((webhook) => paymentWebhookSchema.parse(webhook.body));
      expect(events.map(({ name, amount }) => [name, amount.value])).toStrictEqual([
        ['CREATED', 5000],
        ['AUTHORIZED', 5000],
        ['CAPTURED', 3000],
        ['CANCELLED', 2000],
        ['REFUNDED', 500],
      ]);
      expect(events[1]?.captureGuaranteedUntil).toBe('2026-10-12T10:00:00.000Z');
      expect(events[2]?.idempotencyKey).toBe('c1');
    }));

  test('tells of the customer who declines, of the expiry and of the withdrawal', () =>
    withVipps(async (world) => {
      const { register, create, cancel, clock, vipps } = world;
      await register();
      await create('vm0001-aaaa');
      vipps.control.decline('vm0001-aaaa');
      await create('vm0001-bbbb');
      await cancel('vm0001-bbbb', true);
      await create('vm0001-cccc');
      await vipps.control.whenQuiet();
      clock.advance(10 * 60_000);
      await vipps.control.whenQuiet();
      const names = namesOf(world);
      expect(names).toContain('ABORTED');
      expect(names).toContain('TERMINATED');
      expect(names).toContain('EXPIRED');
    }));

  test('that fails keeps the later ones of its payment waiting, and no others', () =>
    withVipps(async (world) => {
      const { register, create, vipps, relay, clock, scan } = world;
      await register();
      const tokens = [await scan(), await scan()];
      relay.received.splice(0);
      relay.answers.push(500);
      await create('vm0001-aaaa', { customerToken: tokens[0] ?? '' });
      await vipps.control.whenQuiet();
      vipps.control.approve('vm0001-aaaa');
      await create('vm0001-bbbb', { customerToken: tokens[1] ?? '' });
      await vipps.control.whenQuiet();
      expect(relay.received.map(({ body }) => [body['reference'], body['name']])).toStrictEqual([
        ['vm0001-aaaa', 'CREATED'],
        ['vm0001-bbbb', 'CREATED'],
      ]);
      clock.advance(2000);
      await vipps.control.whenQuiet();
      expect(namesOf(world)).toStrictEqual(['CREATED', 'CREATED', 'CREATED', 'AUTHORIZED']);
    }));

  test('without an answer in ten seconds has failed', () =>
    withVipps(async (world) => {
      const { register, create, scan, vipps, relay, clock } = world;
      await register();
      const customerToken = await scan();
      relay.answers.push('silence');
      await create(REFERENCE, { customerToken });
      await expect.poll(() => namesOf(world)).toContain('CREATED');
      clock.advance(10_000);
      await vipps.control.whenQuiet();
      expect(vipps.control.listWebhookAttempts().at(-1)?.status).toBeUndefined();
      clock.advance(2000);
      await vipps.control.whenQuiet();
      expect(vipps.control.listWebhookAttempts().at(-1)).toMatchObject({ attempt: 2, status: 200 });
    }));

  test('is tried for seven days and then dropped', () =>
    withVipps(async (world) => {
      const { register, create, scan, vipps, relay, clock } = world;
      await register();
      const customerToken = await scan();
      relay.answers.push(...Array.from({ length: 60 }, () => 503));
      await create(REFERENCE, { customerToken });
      await vipps.control.whenQuiet();
      for (let n = 1; n < 60; n += 1) {
        clock.advance(retryDelayMs(n));
        await vipps.control.whenQuiet();
      }
      const attempts = vipps.control
        .listWebhookAttempts()
        .filter(({ name }) => name === 'epayments.payment.created.v1');
      const lastMs = (attempts.at(-1)?.atMs ?? 0) - START_MS;
      expect(Math.floor(lastMs / (24 * 60 * 60_000))).toBe(7);
      expect(attempts.length).toBeLessThan(40);
    }));

  test('has the documented waits between its attempts', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 28, 29, 30].map((attempt) => retryDelayMs(attempt) / 1000);
    expect(seconds).toStrictEqual([2, 2, 2, 60, 120, 3600, 3600, 86_400, 86_400]);
  });
});

describe('a check-in', () => {
  test('reaches the relay with a fresh token, and the app asks to choose a product', () =>
    withVipps(async ({ register, putQr, vipps, relay }) => {
      await register();
      await putQr();
      const outcome = await vipps.control.scan('vm0001');
      expect(outcome.screen).toBe('chooseProduct');
      const event = checkInEventSchema.parse(relay.received[0]?.body);
      expect(event).toMatchObject({
        merchantQrId: 'vm0001',
        merchantSerialNumber: '123456',
        customerToken: outcome.customerToken,
        initiatedAt: '2026-10-05T10:00:00.0001965Z',
      });
    }));

  test.each([503, 401, 404])(
    'answered with %d tells the customer that the store is not there',
    (status) =>
      withVipps(async ({ register, putQr, vipps, relay, clock }) => {
        await register();
        await putQr();
        relay.answers.push(status);
        expect(await vipps.control.scan('vm0001')).toMatchObject({
          screen: 'cannotConnect',
          status,
        });
        clock.advance(24 * 60 * 60_000);
        await vipps.control.whenQuiet();
        expect(relay.received).toHaveLength(1);
      }),
  );

  test('of a sticker that nobody made is not found', () =>
    withVipps(async ({ vipps }) => {
      expect((await vipps.control.scan('vm9999')).screen).toBe('qrNotFound');
    }));

  test('can be late, and can come a second time', () =>
    withVipps(async ({ register, putQr, vipps, relay }) => {
      await register();
      await putQr();
      const initiatedAtMs = START_MS - 90_000;
      const { customerToken } = await vipps.control.scan('vm0001', { initiatedAtMs });
      await vipps.control.scan('vm0001', { initiatedAtMs, customerToken });
      expect(relay.received[1]?.text).toBe(relay.received[0]?.text);
      expect(relay.received[0]?.body['initiatedAt']).toBe('2026-10-05T09:58:30.0001965Z');
    }));
});

test('nothing is left running after the simulation is closed', () =>
  withVipps(async ({ register, create, vipps, clock, relay }) => {
    await register();
    relay.answers.push(500, 500);
    await create(REFERENCE);
    await vipps.control.whenQuiet();
    vipps.control.setBehaviour('late-approval', { afterMs: 1000 });
    vipps.control.approve(REFERENCE);
    vipps.close();
    expect(clock.pending()).toBe(0);
  }));
