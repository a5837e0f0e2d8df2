import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckInStore } from '../../../../src/relay/store/ports/check-ins.ts';
import type { ClusterStore } from '../../../../src/relay/store/ports/cluster.ts';
import { emptyDatabase, upTo, type EmptyDatabase } from '../../../support/both-stores.ts';
import { emptied } from '../../../support/postgres.ts';
import { until } from '../../../unit/main/gateway/stand-in-relay.ts';

const ONE = 'vm-0001';
const NOW = 1_000_000;

/** What else processes on one PostgreSQL share. */
describe('processes on one PostgreSQL', () => {
  let db: EmptyDatabase;
  let stores: readonly { readonly cluster: ClusterStore; readonly checkIns: CheckInStore }[];

  async function inDatabase(sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ connectionString: db.database });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  }

  beforeAll(async () => {
    db = await emptyDatabase('PostgreSQL');
    const opened = [await db.open(), await db.open(), await db.open()];
    stores = opened.flatMap(({ cluster, checkIns }) =>
      cluster === undefined ? [] : [{ cluster, checkIns }],
    );
    expect(stores).toHaveLength(3);
  });
  beforeEach(() =>
    emptied(db.database, ['job_lease', 'rate_count', 'relay_process', 'check_in', 'machine_link']),
  );
  afterAll(() => db.remove());
  const at = (index: number) => stores[index % 3]!;

  describe('leases', () => {
    const take = (index: number, nowMs = NOW, name = 'job'): Promise<boolean> =>
      at(index).cluster.leases.take(
        { name, processId: `process ${String(index % 3)}` },
        { nowMs, untilMs: nowMs + 1_000 },
      );

    test('one process has it, may renew it, and loses it when it is over', async () => {
      const taken = await Promise.all(upTo(3).map((index) => take(index)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const holder = taken.indexOf(true);
      expect(await take(holder, NOW + 900)).toBe(true);
      expect(await take(holder + 1, NOW + 1_899)).toBe(false);
      const again = await Promise.all([1, 2].map((step) => take(holder + step, NOW + 1_900)));
      expect(again.filter(Boolean)).toHaveLength(1);
      expect(await take(holder, NOW + 1_901)).toBe(false);
    });

    test('only its holder gives it back; each job has its own', async () => {
      expect(await take(0)).toBe(true);
      await at(1).cluster.leases.release({ name: 'job', processId: 'process 1' });
      expect(await take(1)).toBe(false);
      expect(await take(1, NOW, 'another job')).toBe(true);
      await at(2).cluster.leases.release({ name: 'job', processId: 'process 0' });
      expect(await take(1)).toBe(true);
    });
  });

  describe('limits', () => {
    test('no count of a window is given twice, on whatever process', async () => {
      const counts = await Promise.all(
        upTo(30).map((index) => at(index).cluster.limits.count('10.0.0.1', NOW)),
      );
      expect([...counts].sort((one, other) => one - other)).toEqual(upTo(30).map((one) => one + 1));
      expect(await at(0).cluster.limits.count('10.0.0.2', NOW)).toBe(1);
      expect(await at(1).cluster.limits.count('10.0.0.1', NOW + 60_000)).toBe(1);
    });

    test('old windows are removed, the present one is not', async () => {
      for (const start of [NOW, NOW + 60_000]) await at(0).cluster.limits.count('name', start);
      await at(1).cluster.limits.removeBefore(NOW + 60_000);
      expect(await inDatabase('SELECT window_start FROM rate_count')).toHaveLength(1);
      expect(await at(2).cluster.limits.count('name', NOW + 60_000)).toBe(2);
    });
  });

  test('all read the same clock', async () => {
    const times = await Promise.all(stores.map(({ cluster }) => cluster.processes.nowMs()));
    const [row] = await inDatabase('SELECT extract(epoch FROM now())::float8 * 1000 AS now');
    for (const time of times) expect(Math.abs(time - Number(row?.['now']))).toBeLessThan(120_000);
  });

  test('processes that were over long ago are forgotten', async () => {
    const [one, two] = [at(0).cluster.processes, at(1).cluster.processes];
    await one.renew('one', NOW);
    await two.renew('two', NOW + 1);
    await two.renew('two', NOW + 2);
    await one.removeOver(NOW + 1);
    expect(await inDatabase('SELECT process_id FROM relay_process')).toEqual([
      { process_id: 'two' },
    ]);
  });

  describe('wake-ups', () => {
    interface Listener {
      readonly heard: string[];
      readonly states: boolean[];
      close(): Promise<void>;
    }
    const listeners: Listener[] = [];

    async function listen(index: number, processId: string): Promise<Listener> {
      const [heard, states]: [string[], boolean[]] = [[], []];
      const connection = at(index).cluster.wakeUps.listen(processId, {
        onText: (text) => heard.push(text),
        onListening: (isListening) => states.push(isListening),
      });
      const listener = { heard, states, close: () => connection.close() };
      listeners.push(listener);
      await until(() => states.includes(true), 'the connection that listens');
      return listener;
    }

    afterEach(async () => {
      for (const listener of listeners.splice(0)) await listener.close();
    });

    test('reach the process that they name, and no other one', async () => {
      const [a, b] = [await listen(0, 'a'), await listen(1, 'b')];
      await at(2).cluster.wakeUps.send([
        { processId: 'a', text: 'for a' },
        { processId: 'b', text: 'for b' },
        { processId: 'nobody', text: 'for nobody' },
      ]);
      await at(2).cluster.wakeUps.send([{ processId: 'a', text: 'x'.repeat(7_000) }]);
      await until(() => a.heard.length === 2 && b.heard.length === 1, 'what was said');
      expect(a.heard).toEqual(['for a', 'x'.repeat(7_000)]);
      expect(b.heard).toEqual(['for b']);
    });

    test('say when they cannot be heard, and are heard again by themselves', async () => {
      const a = await listen(0, 'a');
      await inDatabase(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'vendskap-relay-wake-ups' AND datname = current_database()`,
      );
      await until(() => a.states.includes(false), 'the end of the connection');
      await until(() => a.states.at(-1) === true, 'the next connection');
      await at(1).cluster.wakeUps.send([{ processId: 'a', text: 'again' }]);
      await until(() => a.heard.includes('again'), 'what was said');
    });
  });

  describe('check-ins of another process', () => {
    const checkIn = (checkInId: string, answerByMs = NOW + 1_500) => ({
      ...{ machineId: ONE, checkInId, atMs: NOW, answerByMs, askedBy: 'asks', sealed: 'secret' },
    });

    beforeEach(async () => {
      const { links, processes } = at(1).cluster;
      await processes.renew('serves', NOW + 10_000);
      const machine = { machineId: ONE, merchantSerialNumber: '123456', credentialHash: 'hash' };
      await links.claim({ ...machine, processId: 'serves', nowMs: NOW, replaces: 0 });
    });

    test('are found by the process that serves the machine, until they are decided or too late', async () => {
      await at(0).checkIns.open(checkIn('x'));
      await at(0).checkIns.open(checkIn('late', NOW + 100));
      const { sealed: _none, ...local } = checkIn('local');
      await at(0).checkIns.open(local);
      const { sealedCheckIns } = at(1).cluster;
      const found = await sealedCheckIns.waitingFor('serves', NOW + 100);
      expect(found).toEqual([checkIn('x')]);
      expect(await sealedCheckIns.waitingFor('asks', NOW + 100)).toEqual([]);
      await at(1).checkIns.decide(checkIn('x'), { accepted: true });
      expect(await sealedCheckIns.waitingFor('serves', NOW + 100)).toEqual([]);
    });

    test('leave nothing of the question in the database once they are decided', async () => {
      await at(0).checkIns.open(checkIn('x'));
      await at(2).checkIns.open(checkIn('y', NOW + 1));
      await at(1).checkIns.decide(checkIn('x'), { accepted: false, reason: 'busy' });
      await at(1).cluster.sealedCheckIns.refuseUnanswered(NOW + 2);
      const rows = await inDatabase('SELECT sealed FROM check_in');
      expect(rows).toEqual([{ sealed: null }, { sealed: null }]);
    });

    test('that a dead process left are refused once, for good', async () => {
      await at(0).checkIns.open(checkIn('x', NOW + 100));
      await at(0).checkIns.open(checkIn('later', NOW + 200));
      const refused = await Promise.all(
        stores.map(({ cluster }) => cluster.sealedCheckIns.refuseUnanswered(NOW + 101)),
      );
      expect(refused.flat()).toEqual([{ machineId: ONE, checkInId: 'x' }]);
      const verdict = await at(1).checkIns.decide(checkIn('x', NOW + 100), { accepted: true });
      expect(verdict).toEqual({ accepted: false, reason: 'no-answer' });
      expect(await at(2).checkIns.decide(checkIn('later'), { accepted: true })).toEqual({
        accepted: true,
      });
    });
  });
});

test('SQLite has no such ports: it is for one process', async () => {
  const db = await emptyDatabase('SQLite');
  expect((await db.open()).cluster).toBeUndefined();
  await db.remove();
});
