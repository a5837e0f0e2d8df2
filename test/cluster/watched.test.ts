import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '#core/base/result.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/programs.ts';
import { listMachines } from '../../src/relay/cli/fleet-list.ts';
import type { RelayDeps } from '../../src/relay/relay.ts';
import { ONE, TWO, UNIT, until, withCluster, type RelayProcess } from './cluster-world.ts';

const RULES = join(ROOT, 'resources/relay/monitoring/vendskap-relay.rules.yml');

/** One metric of each process, in their order; NaN: that process has none. */
async function each(relays: readonly RelayProcess[], series: string): Promise<readonly number[]> {
  const texts = await Promise.all(
    relays.map(async ({ adminUrl }) => (await fetch(`${adminUrl}/metrics`)).text()),
  );
  return texts.map((text) => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    return Number(line?.split(' ')[1] ?? NaN);
  });
}

/** Each process would check so long after its start. */
const FIRST_CHECK_MS = 16_000;

const sum = (values: readonly number[]): number =>
  values.filter((value) => !Number.isNaN(value)).reduce((one, other) => one + other, 0);

/** A computer on which all is well. */
const check: NonNullable<RelayDeps['check']> = {
  surroundings: {
    isClockSynchronized: () => Promise.resolve(true),
    addressesOf: () => Promise.resolve(ok(['192.0.2.7'])),
    certificateOf: () => Promise.resolve(ok({ validUntilMs: 8e12, fault: undefined })),
  },
  exposedFiles: [],
};

test('three processes are watched: what each counts adds up, what all read is the same, one checks', async () => {
  await withCluster(async (world) => {
    const relays = [
      await world.start({ check }),
      await world.start({ check }),
      await world.start({ check }),
    ] as const;
    const [a, b, c] = relays;
    const allChecked = performance.now() + FIRST_CHECK_MS;
    const machine = await world.connect(a, ONE);
    if (typeof machine === 'number') throw new Error('Refused.');
    expect(typeof (await world.connect(b, TWO))).toBe('object');
    machine.send({ type: 'heartbeat', id: 1, state: 'notReady', reasons: ['door-open'] });
    for (const [index, relay] of [a, b, c, c].entries()) {
      expect(await world.checkIn(relay, `scan ${String(index)}`)).toBe(200);
    }
    machine.freeze();
    expect(await world.paymentEvent(c, 'p')).toBe(200);

    // Of each process: the rules add these up.
    expect(await each(relays, 'vendskap_relay_machines_connected')).toEqual([1, 1, 0]);
    const accepted = 'vendskap_relay_check_ins_total{verdict="accepted"}';
    expect(sum(await each(relays, accepted))).toBe(4);
    expect(sum(await each(relays, 'vendskap_relay_check_in_seconds_count'))).toBe(4);
    expect(sum(await each(relays, 'vendskap_relay_webhooks_total{status="200"}'))).toBe(5);
    const notReady = 'vendskap_relay_machines_not_ready{reason="door-open"}';
    expect(sum(await each(relays, notReady))).toBe(1);
    // Of the database: the rules take one of these.
    const registered = `vendskap_relay_webhooks_registered{sales_unit="${UNIT}"}`;
    for (const [series, value] of [
      ['vendskap_relay_machines_known', 2],
      ['vendskap_relay_payment_events_waiting', 1],
      ['vendskap_relay_database_up', 1],
      ['vendskap_relay_alerts_waiting', 0],
      [registered, 1],
    ] as const) {
      expect(await each(relays, series)).toEqual([value, value, value]);
    }

    // Any process, and any command, sees the machines of all.
    const listed = async () => listMachines(c.store, Date.now());
    const isKept = async (): Promise<boolean> =>
      (await listed()).every(({ status }) => status?.isConnected === true) &&
      (await listed())[0]?.status?.state === 'notReady';
    await until(isKept, 'the state of the machines');
    expect(await listed()).toMatchObject([
      { machineId: ONE, status: { isConnected: true, reasons: ['door-open'] } },
      { machineId: TWO, status: { isConnected: true } },
    ]);

    // The check after the start: one process does it, the others know nothing of its findings.
    const checks = (): number =>
      relays.flatMap(({ log }) => log.entries).filter(({ event }) => event === 'relay.check-done')
        .length;
    await until(() => checks() > 0 && performance.now() > allChecked, 'the check');
    expect(checks()).toBe(1);
    const finished = await each(relays, 'vendskap_relay_check_finished_seconds');
    expect(finished.filter((seconds) => seconds > 0)).toHaveLength(1);
  });
}, 240_000);

test('no rule compares what one process has with what all have, and each says how it joins them', () => {
  const written: { groups: { rules: { alert: string; expr: string }[] }[] } = parse(
    readFileSync(RULES, 'utf8'),
  );
  /** These are about one process, and name it. */
  const OF_ONE = ['VendskapRelayDown', 'VendskapEventLoopBusy', 'VendskapFilesRunOut'];
  for (const { alert, expr } of written.groups.flatMap(({ rules }) => rules)) {
    if (OF_ONE.includes(alert)) continue;
    const metrics = expr.match(/\bvendskap_\w+/g) ?? [];
    const joined = expr.match(/\b(?:sum|max)(?: by \([^)]*\))? ?\((?:rate\()?vendskap_\w+/g) ?? [];
    expect({ alert, joined: joined.length }).toEqual({ alert, joined: metrics.length });
  }
});
