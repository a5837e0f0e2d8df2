import { err, ok } from '#core/base/result.ts';
import { expect, test } from 'vitest';
import {
  measureCheckIns,
  measureStore,
  measureVipps,
} from '../../../../src/relay/metrics/measured.ts';
import {
  createRelayMetrics,
  type MetricSources,
} from '../../../../src/relay/metrics/relay-metrics.ts';
import type { CheckInVerdict } from '../../../../src/relay/store/ports/check-ins.ts';
import { emptyDatabase } from '../../../support/both-stores.ts';
import { createListLog, createStandingClock } from '../../main/gateway/standing-clock.ts';

const clock = createStandingClock();
const SOURCES: MetricSources = {
  machinesConnected: () => 3,
  fleet: () => [],
  check: undefined,
  machinesKnown: () => Promise.resolve(4),
  alertsWaiting: () => Promise.resolve({ count: 0, oldestAtMs: null }),
  eventsWaiting: () => Promise.resolve({ count: 2, oldestAtMs: clock.nowMs() - 90_000 }),
  salesUnits: ['123456', '654321'],
  unregistered: () => ['654321'],
};

function world() {
  const log = createListLog();
  const metrics = createRelayMetrics({ clock, log });
  const read = async (changes: Partial<MetricSources> = {}) => {
    const { text } = await metrics.read({ ...SOURCES, ...changes });
    return (series: string): string | undefined =>
      text
        .split('\n')
        .find((line) => line.startsWith(`vendskap_relay_${series} `))
        ?.split(' ')[1];
  };
  return { log, metrics, read };
}

test('they tell what waits, for how long, and which sales unit gets no webhooks', async () => {
  const value = await world().read();
  expect(value('payment_events_waiting')).toBe('2');
  expect(value('payment_events_oldest_seconds')).toBe('90');
  expect(value('alerts_oldest_seconds')).toBe('0');
  expect(value('webhooks_registered{sales_unit="123456"}')).toBe('1');
  expect(value('webhooks_registered{sales_unit="654321"}')).toBe('0');
});

test('how old the newest backup is has a number only where there is a folder for them', async () => {
  const { read } = world();
  expect((await read())('backup_newest_seconds')).toBeUndefined();
  expect((await read({ newestBackupMs: () => 0 }))('backup_newest_seconds')).toBe('0');
  expect((await read({ newestBackupMs: () => 7_000 }))('backup_newest_seconds')).toBe('7');
});

test('while the database is away the others are still told, and that it is away', async () => {
  const { read, log } = world();
  const away = { machinesKnown: () => Promise.reject(new Error('away')) };
  const value = await read(away);
  expect(value('database_up')).toBe('0');
  expect(value('machines_connected')).toBe('3');
  expect(JSON.stringify(log)).toContain('relay.metrics-without-database');
  expect((await read())('database_up')).toBe('1');
});

test('a machine cannot make new series: its own reasons are one', async () => {
  const { metrics, read } = world();
  const verdicts: (CheckInVerdict | Error)[] = [
    { accepted: true },
    { accepted: false, reason: 'offline' },
    { accepted: false, reason: 'a reason of its own' },
    { accepted: false, reason: 'another' },
    new Error('the database is away'),
  ];
  const checkIns = measureCheckIns(
    {
      decide: () => {
        const verdict = verdicts.shift();
        return verdict === undefined || verdict instanceof Error
          ? Promise.reject(verdict ?? new Error('none left'))
          : Promise.resolve(verdict);
      },
    },
    metrics,
  );
  const event = {
    ...{ customerToken: 't', merchantQrId: 'vm-1', initiatedAt: '2026-01-01T00:00:00Z' },
    merchantSerialNumber: undefined,
  };
  for (let count = 0; count < 4; count += 1) await checkIns.decide(event, '123456');
  await expect(checkIns.decide(event, '123456')).rejects.toThrow('away');
  const value = await read();
  expect(value('check_ins_total{verdict="accepted"}')).toBe('1');
  expect(value('check_ins_total{verdict="offline"}')).toBe('1');
  expect(value('check_ins_total{verdict="refused"}')).toBe('2');
  expect(value('check_ins_total{verdict="failed"}')).toBe('1');
  expect(value('check_in_seconds_count')).toBe('5');
});

test('a call to Vipps is named by a word of ours, never by a reference, and by how it ended', async () => {
  const { metrics, read } = world();
  const replies = [
    ok({ status: 409, contentType: undefined, retryAfter: undefined, body: new Uint8Array() }),
    err('timeout' as const),
  ];
  const http = measureVipps(
    {
      send: () => Promise.resolve(replies.shift() ?? err('unreachable')),
      close: () => Promise.resolve(),
    },
    metrics,
  );
  const url = 'https://api.vipps.no/epayment/v1/payments/vm-1-01jd/capture';
  for (const _ of [1, 2]) await http.send({ method: 'POST', url, headers: {} });
  await http.send({ method: 'GET', url: 'https://api.vipps.no/new/thing', headers: {} });
  const value = await read();
  expect(value('vipps_calls_total{call="capture",outcome="4xx"}')).toBe('1');
  expect(value('vipps_calls_total{call="capture",outcome="timeout"}')).toBe('1');
  expect(value('vipps_calls_total{call="other",outcome="unreachable"}')).toBe('1');
  expect(value('vipps_call_seconds_count{call="capture"}')).toBe('2');
});

test('every call of the store is timed, its errors are counted and stay errors, an event counts once', async () => {
  const { metrics, read } = world();
  const database = await emptyDatabase('SQLite');
  const store = measureStore(await database.open(), metrics);
  const event = { machineId: 'vm-1', key: 'a', body: '{}', atMs: 1 };
  await store.deliveries.add(event);
  await store.deliveries.add(event);
  const machine = { machineId: 'vm-1', merchantSerialNumber: '123456', location: 'Hall' };
  await store.machines.add(machine, 1);
  await database.remove();
  await expect(store.machines.count()).rejects.toThrow();
  const value = await read();
  expect(value('payment_events_stored_total')).toBe('1');
  expect(value('database_seconds_count{call="deliveries.add"}')).toBe('2');
  expect(value('database_errors_total{call="machines.count"}')).toBe('1');
});
