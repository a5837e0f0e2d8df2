import { expect, test } from 'vitest';
import { createBoundedLog } from '../../../../src/relay/runtime/bounded-log.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';
import { createLineLog, pass } from '../relay-fixture.ts';

test('a path of 12 kB, or a whole tree of them, is a short line', () => {
  const lines = createLineLog();
  const log = createBoundedLog(lines, createVirtualClock());
  const path = 'x'.repeat(12_000);
  log.warn('refused', { path, deep: { a: { b: { c: [path] } } }, many: Array(500).fill(path) });
  const line = JSON.stringify(lines.lines[0]);
  expect(line.length).toBeLessThan(12_000);
  expect(line).toContain('(12000 characters)');
});

test('a flood of one kind is some lines and one number; other kinds and machines are heard', async () => {
  const lines = createLineLog();
  const clock = createVirtualClock();
  const log = createBoundedLog(lines, clock);
  for (let count = 0; count < 100_000; count += 1) log.warn('a webhook is refused', {});
  for (let count = 0; count < 5_000; count += 1) log.warn('slow', { machineId: 'vm-0001' });
  log.warn('slow', { machineId: 'vm-0002' });
  log.info('machine connected', { machineId: 'vm-0002' });
  expect(lines.lines.length).toBeLessThan(200);
  expect(lines.lines.filter((line) => line.fields['machineId'] === 'vm-0002')).toHaveLength(2);
  await pass(clock, 61_000);
  expect(lines.lines.slice(-2).map((line) => line.fields)).toEqual([
    { line: 'a webhook is refused', count: 99_940 },
    { line: 'slow', count: 4_940 },
  ]);
  log.warn('a webhook is refused', {});
  expect(lines.lines.at(-1)?.message).toBe('a webhook is refused');
});

test('strangers with ever new machine names are limited by the kind', () => {
  const lines = createLineLog();
  const log = createBoundedLog(lines, createVirtualClock());
  for (let count = 0; count < 5_000; count += 1) log.warn('who', { machineId: String(count) });
  expect(lines.lines).toHaveLength(1_200);
});
