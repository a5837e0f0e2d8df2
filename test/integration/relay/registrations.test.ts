import { VIPPS_PATHS, webhookPath } from '#contract/vipps/calls.ts';
import { webhookListSchema, type WebhookRegistration } from '#contract/vipps/webhooks.ts';
import { expect, test } from 'vitest';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, UNIT_A, withRelay, type RelayWorld } from './relay-world.ts';

const CHECK_IN = 'user.checked-in.v1';
const AUTHORIZED = 'epayments.payment.authorized.v1';

async function registered(world: RelayWorld): Promise<readonly WebhookRegistration[]> {
  const body = await world.vippsCall(UNIT_A, { method: 'GET', path: VIPPS_PATHS.webhooks });
  return webhookListSchema.parse(body).webhooks;
}

async function register(world: RelayWorld, url: string, event: string): Promise<void> {
  const body = { url, events: [event] };
  await world.vippsCall(UNIT_A, { method: 'POST', path: VIPPS_PATHS.webhooks, body });
}

/** Takes the relay's registration away, as its own database knows it. */
async function unregister(world: RelayWorld): Promise<void> {
  for (const { id } of await registered(world)) {
    await world.vippsCall(UNIT_A, { method: 'DELETE', path: webhookPath(id) });
  }
}

test('a relay that moved to another host name takes its place along', async () => {
  await withRelay({}, async (world) => {
    const publicUrl = world.url.replace('127.0.0.1', 'localhost');
    await world.restart({ publicUrl });
    const all = await registered(world);
    expect(all.map(({ url }) => url)).toEqual([`${publicUrl}/webhooks/vipps/${UNIT_A}`]);
    await world.connect(MACHINE_A);
    const outcome = await world.vipps.scan(MACHINE_A);
    expect(outcome.status).toBe(200);
    expect(world.alerts).toEqual([]);
  });
});

test('another program on the same host keeps its registration', async () => {
  await withRelay({}, async (world) => {
    const other = `${world.url}/reports`;
    await unregister(world);
    await register(world, other, AUTHORIZED);
    await world.restart();
    const urls = (await registered(world)).map(({ url }) => url);
    expect(urls).toEqual([other, `${world.url}/webhooks/vipps/${UNIT_A}`]);
  });
});

test('a relay whose database is new takes back what leads to its very address', async () => {
  await withRelay({}, async (world) => {
    await unregister(world);
    await register(world, `${world.url}/webhooks/vipps/${UNIT_A}`, CHECK_IN);
    await world.restart();
    const all = await registered(world);
    expect(all).toHaveLength(1);
    expect(all[0]?.events).toHaveLength(9);
  });
});

test('the place for check-ins is somebody else’s: told once with what to do, and taken when it is free', async () => {
  await withRelay({}, async (world) => {
    const other = 'https://shop.example/hooks';
    await unregister(world);
    await register(world, other, CHECK_IN);
    await world.restart();
    const [holder] = await registered(world);
    expect(holder?.url).toBe(other);
    await until(() => world.alerts.length > 0, 'the alert');
    await world.pass(5 * 60_000);
    expect(world.alerts).toMatchObject([
      { kind: 'checkInsElsewhere', location: `Sales unit ${UNIT_A}` },
    ]);
    const { text } = world.alerts[0] ?? {};
    expect(text).toContain('webhook remove');
    expect(text).toContain(holder?.id);

    const before = world.log.entries.filter(isRegistered).length;
    await world.vippsCall(UNIT_A, { method: 'DELETE', path: webhookPath(holder?.id ?? '') });
    await world.pass(30_000);
    const isRegisteredAnew = () => world.log.entries.filter(isRegistered).length > before;
    await until(isRegisteredAnew, 'the registration');
    await world.connect(MACHINE_A);
    expect((await world.vipps.scan(MACHINE_A)).status).toBe(200);
  });
});

function isRegistered({ event, fields }: RelayWorld['log']['entries'][number]): boolean {
  return event === 'relay.webhooks-registered' && fields['merchantSerialNumber'] === UNIT_A;
}

test('Vipps refuses for ten minutes: told; for less: not', async () => {
  await withRelay({}, async (world) => {
    await unregister(world);
    world.vipps.setBehaviour('status-503', { operation: 'webhooks' });
    await world.restart();
    await world.pass(9 * 60_000);
    expect(world.alerts).toEqual([]);
    for (let minute = 0; minute < 3; minute += 1) await world.pass(60_000);
    await until(() => world.alerts.length > 0, 'the alert');
    const kinds = new Set(world.alerts.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['webhooksNotRegistered']));
  });
});
