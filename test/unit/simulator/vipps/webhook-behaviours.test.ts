import { describe, expect, test } from 'vitest';
import { withVipps, type VippsWorld } from './vipps-world.ts';

const REFERENCE = 'vm0001-aaaa';

function paymentNames(world: VippsWorld): readonly unknown[] {
  return world.relay.received
    .filter((webhook) => webhook.body['reference'] === REFERENCE)
    .map((webhook) => webhook.body['name']);
}

describe('webhooks', () => {
  test('webhook-twice', () =>
    withVipps(async (world) => {
      await world.register();
      const customerToken = await world.scan();
      world.vipps.control.setBehaviour('webhook-twice', { times: 1 });
      await world.create(REFERENCE, { customerToken });
      world.vipps.control.approve(REFERENCE);
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual(['CREATED', 'CREATED', 'AUTHORIZED']);
    }));

  test('webhook-lost', () =>
    withVipps(async (world) => {
      await world.register();
      const customerToken = await world.scan();
      world.vipps.control.setBehaviour('webhook-lost', { times: 1 });
      await world.create(REFERENCE, { customerToken });
      world.vipps.control.approve(REFERENCE);
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual(['AUTHORIZED']);
    }));

  test('webhook-before-create-answer: AUTHORIZED is there before the answer', () =>
    withVipps(async (world) => {
      await world.register();
      world.vipps.control.setBehaviour('webhook-before-create-answer', { times: 1 });
      await world.create(REFERENCE);
      expect(paymentNames(world)).toStrictEqual(['CREATED', 'AUTHORIZED']);
      world.vipps.control.setBehaviour('webhook-before-create-answer', { approve: false });
      await world.create('vm0001-bbbb');
      expect(world.relay.received.at(-1)?.body['name']).toBe('CREATED');
    }));

  test('webhook-reordered: the next one goes first', () =>
    withVipps(async (world) => {
      await world.register();
      world.vipps.control.setBehaviour('webhook-reordered', { times: 1 });
      await world.authorized(REFERENCE);
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual(['AUTHORIZED', 'CREATED']);
    }));

  test('webhook-reordered: nothing overtakes, so it goes after its time', () =>
    withVipps(async (world) => {
      await world.register();
      world.vipps.control.setBehaviour('webhook-reordered', { times: 1, afterMs: 3000 });
      await world.create(REFERENCE);
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual([]);
      world.clock.advance(3000);
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual(['CREATED']);
    }));

  test('forged-webhook comes first and is not tried again', () =>
    withVipps(async (world) => {
      await world.register();
      const customerToken = await world.scan();
      world.vipps.control.setBehaviour('forged-webhook', { times: 1 });
      world.relay.answers.push(401);
      await world.create(REFERENCE, { customerToken });
      await world.vipps.control.whenQuiet();
      expect(paymentNames(world)).toStrictEqual(['AUTHORIZED', 'CREATED']);
      expect(world.vipps.control.listWebhookAttempts().at(-2)).toMatchObject({
        isForged: true,
        status: 401,
      });
    }));

  test('a forgery can be sent at will', () =>
    withVipps(async (world) => {
      await world.register();
      await world.create(REFERENCE);
      await world.vipps.control.whenQuiet();
      world.relay.answers.push(401);
      const sent = await world.vipps.control.sendForgedApproval(REFERENCE);
      expect(sent).toStrictEqual({ ok: true, value: [401] });
      expect((await world.vipps.control.sendForgedApproval('vm0001-none')).ok).toBe(false);
    }));

  test('for a check-in: lost, doubled and forged', () =>
    withVipps(async ({ register, putQr, vipps, relay }) => {
      await register();
      await putQr();
      vipps.control.setBehaviour('webhook-lost', { times: 1 });
      expect((await vipps.control.scan('vm0001')).screen).toBe('cannotConnect');
      vipps.control.setBehaviour('webhook-twice', { times: 1 });
      await vipps.control.scan('vm0001');
      expect(relay.received[1]?.text).toBe(relay.received[0]?.text);
      vipps.control.setBehaviour('forged-webhook', { times: 1 });
      relay.answers.push(401, 200);
      expect((await vipps.control.scan('vm0001')).screen).toBe('chooseProduct');
      expect(relay.received).toHaveLength(4);
    }));
});
