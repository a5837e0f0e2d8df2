import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClusterStore, HeldLink } from '../../../../src/relay/store/ports/cluster.ts';
import type { RelayStore } from '../../../../src/relay/store/ports/relay-store.ts';
import { emptyDatabase, upTo, type EmptyDatabase } from '../../../support/both-stores.ts';
import { emptied } from '../../../support/postgres.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const UNIT = '123456';
const NOW = 1_000_000;
const LIVES_UNTIL = NOW + 10_000;

/** SQLite is for one process, which has its links in memory: `two-processes.test.ts` shows the same meaning. */
describe('links of processes on one PostgreSQL', () => {
  let db: EmptyDatabase;
  let stores: readonly RelayStore[];
  /** Each of another process: “a”, “b” and “c”. */
  let a: ClusterStore;
  let b: ClusterStore;
  let c: ClusterStore;
  let all: readonly ClusterStore[];

  beforeAll(async () => {
    db = await emptyDatabase('PostgreSQL');
    stores = [await db.open(), await db.open(), await db.open()];
    all = stores.flatMap(({ cluster }) => cluster ?? []);
    [a, b, c] = [all[0]!, all[1]!, all[2]!];
  });
  beforeEach(async () => {
    await emptied(db.database, ['machine_link', 'relay_process', 'job_lease']);
    for (const [index, { processes }] of all.entries()) {
      await processes.renew('abc'[index] ?? '', LIVES_UNTIL);
    }
  });
  afterAll(() => db.remove());

  const order = (processId: string, replaces = 0, nowMs = NOW) => ({
    ...{ machineId: ONE, merchantSerialNumber: UNIT, credentialHash: 'hash' },
    ...{ processId, nowMs, replaces },
  });

  async function claim(
    store: ClusterStore,
    processId: string,
    machineId = ONE,
    merchantSerialNumber = UNIT,
  ): Promise<HeldLink> {
    const holder = await store.links.holder(machineId, NOW);
    const claimed = { ...order(processId, holder?.epoch), machineId, merchantSerialNumber };
    const epoch = await store.links.claim(claimed);
    if (epoch === undefined) throw new Error('Not claimed.');
    return { machineId, processId, epoch };
  }

  test('of claims at the same time one wins, with an epoch above all before', async () => {
    const first = await Promise.all(
      all.map(({ links }, index) => links.claim(order('abc'[index] ?? ''))),
    );
    expect(first.filter((epoch) => epoch !== undefined)).toEqual([1]);
    for (const round of upTo(5)) {
      const replaces = round + 1;
      const next = await Promise.all(
        upTo(9).map((index) =>
          all[index % 3]!.links.claim(order('abc'[index % 3] ?? '', replaces)),
        ),
      );
      expect(next.filter((epoch) => epoch !== undefined)).toEqual([replaces + 1]);
    }
    expect(await a.links.holder(ONE, NOW)).toMatchObject({ epoch: 6, credentialHash: 'hash' });
  });

  test('nobody takes a machine from a process that lives without naming its epoch', async () => {
    await claim(a, 'a');
    expect(await b.links.claim(order('b'))).toBeUndefined();
    expect(await b.links.claim(order('b', 7))).toBeUndefined();
    expect(await b.links.holder(ONE, NOW)).toMatchObject({ processId: 'a', epoch: 1 });
    expect(await b.links.claim(order('b', 1))).toBe(2);
  });

  test('the machine of a dead process is free; the dead one that comes back changes nothing', async () => {
    const before = await claim(a, 'a');
    expect(await b.links.claim(order('b', 0, LIVES_UNTIL - 1))).toBeUndefined();
    expect(await b.links.holder(ONE, LIVES_UNTIL)).toBeUndefined();
    await b.processes.renew('b', LIVES_UNTIL + 10_000);
    expect(await b.links.connected(LIVES_UNTIL)).toEqual([]);
    expect(await b.links.claim(order('b', 0, LIVES_UNTIL))).toBe(2);
    await a.processes.renew('a', LIVES_UNTIL + 10_000);
    await a.links.release(before);
    await a.links.awaitScan(before, LIVES_UNTIL + 5_000);
    expect(await a.links.holder(ONE, LIVES_UNTIL)).toMatchObject({ processId: 'b', epoch: 2 });
    expect(await a.links.heldBy('a')).toEqual([]);
    const scan = { machineId: TWO, merchantSerialNumber: UNIT };
    expect(await c.links.noteScan(scan, LIVES_UNTIL)).toEqual([]);
  });

  test('of an older epoch change nothing, also at the same process', async () => {
    const older = await claim(a, 'a');
    const newer = await claim(a, 'a');
    expect(newer.epoch).toBe(older.epoch + 1);
    await a.links.release(older);
    expect(await b.links.heldBy('a')).toEqual([newer]);
    await b.links.askProbe(older, NOW);
    expect(await a.links.takeQuestions('a')).toEqual([]);
    await b.links.askProbe(newer, NOW);
    await a.links.answerProbe(older, NOW);
    expect(await b.links.probed(newer)).toBe('waiting');
    expect(await b.links.probed(older)).toBe('gone');
  });

  test('a released machine is connected to nobody, and the epoch still rises', async () => {
    const held = await claim(a, 'a');
    await claim(b, 'b', TWO);
    expect([...(await c.links.connected(NOW))].sort()).toEqual([ONE, TWO]);
    await a.links.release(held);
    expect(await c.links.connected(NOW)).toEqual([TWO]);
    expect(await c.links.holder(ONE, NOW)).toBeUndefined();
    expect(await c.links.claim(order('c'))).toBe(held.epoch + 1);
  });

  test('a process that ends leaves its machines and its jobs at once', async () => {
    await claim(a, 'a');
    const lease = { name: 'job', processId: 'a' };
    expect(await a.leases.take(lease, { nowMs: NOW, untilMs: NOW + 60_000 })).toBe(true);
    await a.processes.end('a');
    expect(await b.links.claim(order('b'))).toBe(2);
    const other = { name: 'job', processId: 'b' };
    expect(await b.leases.take(other, { nowMs: NOW, untilMs: NOW + 60_000 })).toBe(true);
  });

  test('the holder is asked once whether the machine lives; its answer reaches who asked', async () => {
    const held = await claim(a, 'a');
    await b.links.askProbe(held, NOW);
    expect(await c.links.takeQuestions('c')).toEqual([]);
    const question = { machineId: ONE, isProbed: true, scannedMachineId: null };
    expect(await a.links.takeQuestions('a')).toEqual([question]);
    expect(await a.links.takeQuestions('a')).toEqual([]);
    expect(await b.links.probed(held)).toBe('waiting');
    await a.links.answerProbe(held, NOW + 5);
    expect(await b.links.probed(held)).toBe('alive');
    await b.links.askProbe(held, NOW + 10);
    expect(await b.links.probed(held)).toBe('waiting');
    await a.links.release(held);
    expect(await b.links.probed(held)).toBe('gone');
  });

  test('a scan is told once to each machine of the sales unit that waits for one, in time', async () => {
    const atA = await claim(a, 'a');
    const atB = await claim(b, 'b', TWO);
    const elsewhere = await claim(c, 'c', 'vm-0003', '654321');
    for (const held of [atA, atB, elsewhere]) await a.links.awaitScan(held, NOW + 60_000);
    const scan = { machineId: 'vm-0009', merchantSerialNumber: UNIT };
    expect(await c.links.noteScan(scan, NOW + 60_000)).toEqual([]);
    expect([...(await c.links.noteScan(scan, NOW))].sort()).toEqual(['a', 'b']);
    expect(await c.links.noteScan(scan, NOW)).toEqual([]);
    const told = { isProbed: false, scannedMachineId: 'vm-0009' };
    expect(await a.links.takeQuestions('a')).toEqual([{ machineId: ONE, ...told }]);
    expect(await b.links.takeQuestions('b')).toEqual([{ machineId: TWO, ...told }]);
    expect(await c.links.takeQuestions('c')).toEqual([]);
    expect(await a.links.takeQuestions('a')).toEqual([]);
  });

  test('a process finds the machines of its own for which events wait', async () => {
    await claim(a, 'a');
    await claim(b, 'b', TWO);
    const event = (machineId: string, key: string) => ({ machineId, key, body: '{}', atMs: NOW });
    await stores[2]?.deliveries.add(event(TWO, 'one'));
    await stores[1]?.deliveries.add(event(TWO, 'two'));
    expect(await a.links.withDeliveries('a')).toEqual([]);
    expect(await b.links.withDeliveries('b')).toEqual([TWO]);
    await stores[1]?.deliveries.acknowledge(new Map([[TWO, 2]]));
    expect(await b.links.withDeliveries('b')).toEqual([]);
  });
});
