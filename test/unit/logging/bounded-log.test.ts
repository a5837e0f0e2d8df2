import { expect, test } from 'vitest';
import type { LogLine } from '#core/base/log-to.ts';
import { createBoundedLog } from '#logging/bounded-log.ts';
import { createVirtualClock } from '../../support/house/virtual-clock.ts';
import { pass } from '../relay/relay-fixture.ts';

function world() {
  const lines: LogLine[] = [];
  const clock = createVirtualClock();
  const write = (line: LogLine): void => {
    lines.push(line);
  };
  return { lines, clock, log: createBoundedLog(write, clock) };
}

test('a path of 12 kB, or a whole tree of them, is a short line', () => {
  const { lines, log } = world();
  const path = 'x'.repeat(12_000);
  log.warn('relay.call-not-allowed', {
    path,
    machineId: { a: { b: { c: [path] } } },
    reason: Array(500).fill(path),
  });
  const line = JSON.stringify(lines[0]);
  expect(line.length).toBeLessThan(12_000);
  expect(line).toContain('(12000 characters)');
});

test('a flood of one kind is some lines and one number; other kinds and machines are heard', async () => {
  const { lines, clock, log } = world();
  for (let count = 0; count < 100_000; count += 1) log.warn('relay.webhook-refused', {});
  for (let count = 0; count < 5_000; count += 1)
    log.warn('relay.frame-malformed', { machineId: 'vm-0001' });
  log.warn('relay.frame-malformed', { machineId: 'vm-0002' });
  log.info('relay.machine-connected', { machineId: 'vm-0002' });
  expect(lines.length).toBeLessThan(200);
  expect(lines.filter((line) => line.fields['machineId'] === 'vm-0002')).toHaveLength(2);
  await pass(clock, 61_000);
  expect(lines.slice(-2).map((line) => line.fields)).toEqual([
    { line: 'relay.webhook-refused', count: 99_940 },
    { line: 'relay.frame-malformed', count: 4_940 },
  ]);
  log.warn('relay.webhook-refused', {});
  expect(lines.at(-1)?.event).toBe('relay.webhook-refused');
});

test('strangers with ever new machine names are limited by the kind', () => {
  const { lines, log } = world();
  for (let count = 0; count < 5_000; count += 1)
    log.warn('relay.frame-malformed', { machineId: String(count) });
  expect(lines).toHaveLength(1_200);
});
