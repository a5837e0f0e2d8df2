import { parser } from '@prometheus-io/lezer-promql';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../../scripts/programs.ts';
import { MACHINE_A, UNIT_A, UNIT_B, withRelay } from './relay-world.ts';

const FOLDER = join(ROOT, 'resources/relay/monitoring');
const RULES = join(FOLDER, 'vendskap-relay.rules.yml');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}
const written: { groups: { rules: Rule[] }[] } = parse(readFileSync(RULES, 'utf8'));
const rules = written.groups.flatMap((group) => group.rules);
const dashboard: { panels: { title: string; targets: { expr: string }[] }[] } = JSON.parse(
  readFileSync(join(FOLDER, 'grafana-dashboard.json'), 'utf8'),
);
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, expr] as const),
  ),
];

/** The metrics of an expression, read with Prometheus' own grammar. Throws what it does not understand. */
function metricsIn(expression: string): readonly string[] {
  const names: string[] = [];
  parser.parse(expression).iterate({
    enter: (node) => {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) throw new Error(`“${text}” at ${String(node.from)}: ${expression}`);
      // The name stands first in a selector; labels are inside braces.
      if (node.name === 'VectorSelector') names.push(/^\w+/.exec(text)?.[0] ?? text);
    },
  });
  return names;
}

/** One real relay, its metrics after a check-in, a payment event and a call to Vipps. */
let text = '';
const names = new Set<string>();
const valueOf = (series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1] ?? NaN,
  );

beforeAll(async () => {
  await withRelay({}, async (world) => {
    const machine = await world.connect(MACHINE_A);
    const initiatedAt = new Date(world.clock.nowMs()).toISOString();
    const checkIn = { customerToken: 'token', merchantQrId: MACHINE_A, initiatedAt };
    expect((await world.webhook(UNIT_A, checkIn)).status).toBe(200);
    const payment = {
      msn: UNIT_A,
      reference: `${MACHINE_A}-01jd0000000000000000000000`,
      pspReference: 'psp-1',
      name: 'AUTHORIZED',
      amount: { currency: 'NOK', value: 3200 },
      timestamp: initiatedAt,
      idempotencyKey: null,
      success: true,
    };
    expect((await world.webhook(UNIT_A, payment)).status).toBe(200);
    expect((await world.webhook(UNIT_A, payment)).status).toBe(200);
    await fetch(`${world.url}/webhooks/vipps/${UNIT_A}`, { method: 'POST', body: '{}' });
    await world.pass(7_000);
    const answer = await fetch(`${world.adminUrl()}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    text = await answer.text();
    await machine.close();
  });
  for (const [, name] of text.matchAll(/^# TYPE (\S+)/gm)) names.add(name ?? '');
});

describe('what the operator watches', () => {
  test.each(expressions)('%s: every metric exists in a real relay', (_, expression) => {
    const used = metricsIn(expression).filter((name) => name !== 'up');
    const family = (name: string): string => name.replace(/_(bucket|sum|count)$/, '');
    const unknown = used.filter((name) => !names.has(name) && !names.has(family(name)));
    expect(unknown).toEqual([]);
  });

  test('a metric that does not exist, and a rule that makes no sense, would be found', () => {
    expect(metricsIn('sum by (le) (rate(made_up_total{a="b"}[5m])) > 0.1 * other')).toEqual([
      'made_up_total',
      'other',
    ]);
    expect(() => metricsIn('sum(rate(x[5m])')).toThrow();
  });

  test('each rule says in a sentence what it is, and what to do', () => {
    for (const { annotations } of rules) {
      expect(annotations['summary']).toMatch(/^[A-Z].*\.$/);
      expect(annotations['action']).toMatch(/\w/);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  test('promtool takes the rules, where it is installed', () => {
    if (!existsSync('/usr/bin/promtool')) {
      process.stdout.write('promtool is not installed: its grammar read the rules.\n');
      return;
    }
    const done = spawnSync('promtool', ['check', 'rules', RULES], { encoding: 'utf8' });
    expect(done.status, done.stderr).toBe(0);
  });
});

test('the numbers are those of what happened', () => {
  expect(valueOf('vendskap_relay_machines_connected')).toBe(1);
  expect(valueOf('vendskap_relay_machines_known')).toBe(2);
  expect(valueOf('vendskap_relay_check_ins_total{verdict="accepted"}')).toBe(1);
  expect(valueOf('vendskap_relay_check_in_seconds_count')).toBe(1);
  expect(valueOf('vendskap_relay_webhooks_total{status="200"}')).toBe(3);
  expect(valueOf('vendskap_relay_webhooks_total{status="401"}')).toBe(1);
  expect(valueOf('vendskap_relay_payment_events_stored_total')).toBe(1);
  expect(valueOf('vendskap_relay_payment_events_waiting')).toBe(1);
  expect(valueOf('vendskap_relay_payment_events_oldest_seconds')).toBeGreaterThanOrEqual(7);
  expect(valueOf('vendskap_relay_database_up')).toBe(1);
  expect(valueOf('vendskap_relay_database_seconds_count{call="deliveries.add"}')).toBe(2);
  for (const unit of [UNIT_A, UNIT_B]) {
    expect(valueOf(`vendskap_relay_webhooks_registered{sales_unit="${unit}"}`)).toBe(1);
  }
  expect(text).toMatch(/vendskap_relay_vipps_calls_total\{call="token",outcome="2xx"\} [1-9]/);
});
