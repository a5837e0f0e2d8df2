import { openDatabase } from '#sqlite/database.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { RelayStore } from '../../../../src/relay/store/ports/relay-store.ts';
import { createRetention } from '../../../../src/relay/store/retention.ts';
import { RELAY_MIGRATIONS } from '../../../../src/relay/store/sqlite/schema.ts';
import { openRelayFixture, pass, settle, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const DAY_MS = 24 * 3_600_000;
let relay: RelayFixture;
let store: RelayStore;
beforeEach(async () => {
  relay = await openRelayFixture([ONE, TWO]);
  ({ store } = relay);
});
afterEach(() => relay.close());

describe('machines', () => {
  test('are found by id and by credential, listed in order, and counted', async () => {
    expect(await store.machines.find(ONE)).toEqual(relay.machine(ONE));
    expect(await store.machines.findByCredential(`hash-${TWO}`)).toEqual(relay.machine(TWO));
    expect(await store.machines.findByCredential('none')).toBeUndefined();
    expect((await store.machines.list()).map(({ machineId }) => machineId)).toEqual([ONE, TWO]);
    expect(await store.machines.count()).toBe(2);
  });

  test('that are removed take their codes and texts along; the audit log stays', async () => {
    const code = { machineId: ONE, secretHash: 'x', expiresAtMs: 1, wrongTries: 0 };
    await store.enrolmentCodes.replace('ABCD', code);
    await store.qrTexts.save(ONE, { text: 'Hall', isConfirmed: true });
    await store.machines.setLocation(ONE, 'Hall B', 5);
    await store.machines.setCredential(ONE, undefined, 6);
    await store.machines.remove(ONE, 7);
    expect(await store.machines.count()).toBe(1);
    expect(await store.enrolmentCodes.find('ABCD')).toBeUndefined();
    expect(await store.qrTexts.find(ONE)).toBeUndefined();
    const db = openDatabase({ path: relay.file, migrations: RELAY_MIGRATIONS });
    const entry = z.object({ action: z.string() });
    const audit = db.all(entry, 'SELECT action FROM audit WHERE machine_id = ? ORDER BY id', ONE);
    db.close();
    expect(audit.map(({ action }) => action)).toEqual([
      'machine added',
      'machine enrolled',
      'location changed',
      'credential revoked',
      'machine removed',
    ]);
  });
});

describe('enrolment codes', () => {
  test('replace the machine’s earlier one, count tries, and are removed once', async () => {
    const code = { machineId: ONE, secretHash: 'x', expiresAtMs: 1, wrongTries: 0 };
    await store.enrolmentCodes.replace('ABCD', code);
    await store.enrolmentCodes.replace('EFGH', code);
    expect(await store.enrolmentCodes.find('ABCD')).toBeUndefined();
    const tries = [1, 2].map(() => store.enrolmentCodes.countTry('EFGH'));
    expect(await Promise.all(tries)).toEqual([1, 2]);
    expect(await store.enrolmentCodes.countTry('ABCD')).toBeUndefined();
    const removed = [1, 2].map(() => store.enrolmentCodes.remove('EFGH'));
    expect(await Promise.all(removed)).toEqual([true, false]);
  });
});

describe('deliveries', () => {
  test('are stored once for a key; acknowledged ones of one machine are pending no more', async () => {
    const event = (machineId: string, key: string) => ({ machineId, key, body: '{}', atMs: 0 });
    const first = await store.deliveries.add(event(ONE, 'a'));
    expect(await store.deliveries.add(event(ONE, 'a'))).toBeUndefined();
    const second = await store.deliveries.add(event(ONE, 'b'));
    const other = await store.deliveries.add(event(TWO, 'c'));
    expect(await store.deliveries.pending(ONE, { after: 0, most: 1 })).toEqual([first]);
    await store.deliveries.acknowledge(new Map([[ONE, first?.sequence ?? 0]]));
    expect(await store.deliveries.pending(ONE, { after: 0, most: 9 })).toEqual([second]);
    expect(await store.deliveries.pending(TWO, { after: 0, most: 9 })).toEqual([other]);
  });
});

test('hourly clean-up removes acknowledged events, old check-ins and old refunds, and nothing that counts', async () => {
  const { clock, log } = relay;
  const atMs = clock.nowMs();
  const keys = ['done', 'waiting'];
  for (const key of keys) await store.deliveries.add({ machineId: ONE, key, body: '{}', atMs });
  const [done] = await store.deliveries.pending(ONE, { after: 0, most: 1 });
  await store.deliveries.acknowledge(new Map([[ONE, done?.sequence ?? 0]]));
  const checkIn = { machineId: ONE, checkInId: 'x', atMs, answerByMs: atMs + 1_500, askedBy: 'p' };
  await store.checkIns.decide(checkIn, { accepted: true });
  const standing = { answerByMs: atMs + 1_500, verdict: { accepted: true } };
  const retention = createRetention(store, { clock, log });
  retention.start();
  await settle();
  expect(await store.checkIns.find(checkIn)).toEqual(standing);
  // Its key is remembered: the event is not stored a second time.
  const copy = { machineId: ONE, key: 'done', body: '{}', atMs };
  expect(await store.deliveries.add(copy)).toBeUndefined();
  await pass(clock, 2 * DAY_MS + 3_600_000);
  expect(await store.checkIns.find(checkIn)).toBeUndefined();
  await pass(clock, 28 * DAY_MS + 3_600_000);
  expect(await store.deliveries.add(copy)).toBeDefined();
  const waiting = await store.deliveries.pending(ONE, { after: 0, most: 9 });
  expect(waiting).toHaveLength(2);
  retention.stop();
  expect(clock.nextDueMs()).toBeUndefined();
});
