import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, run } from '../../scripts/programs.ts';

const LOAD = join(ROOT, 'load/main.ts');

test('machines sell through a real relay while webhooks come twice and links break; the verdict is right', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-load-test-'));
  try {
    const plot = join(folder, 'plot.svg');
    const faults = ['duplicate-webhooks', 'lost-acknowledgement', 'reconnect-all-at-once'];
    const done = await run([
      ...[LOAD, '--machines', '20', '--sales-per-second', '8', '--seconds', '5'],
      ...['--plot', plot, ...faults.flatMap((name) => ['--fault', name])],
    ]);
    const report: {
      verdict: Record<string, unknown>;
      sales: { sold: number };
      latencyMs: { delivery: { count: number; p50: number } };
      relays: { cpuSeconds: number; memoryMb: number }[];
    } = JSON.parse(done.stdout);
    expect(report.verdict).toMatchObject({ isRight: true });
    expect(done.code).toBe(0);
    expect(report.sales.sold).toBeGreaterThan(10);
    expect(report.latencyMs.delivery.count).toBeGreaterThan(30);
    expect(report.relays[0]?.memoryMb).toBeGreaterThan(20);
    expect(report.relays[0]?.cpuSeconds).toBeGreaterThan(0);
    expect(readFileSync(plot, 'utf8')).toMatch(/all links cut/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('bad input ends with 2 and one sentence; a relay.json that leads to the real Vipps too', async () => {
  const few = ['--machines', '1', '--sales-per-second', '1', '--seconds', '1'];
  const fault = await run([LOAD, ...few, '--fault', 'flood']);
  expect(fault).toMatchObject({ code: 2, stdout: '' });
  expect(fault.stderr).toMatch(/^There is no fault “flood”.*\n$/);
  const none = await run([LOAD, ...few, '--config', join(ROOT, 'package.json')]);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toMatch(/is not the relay.json of a relay\.\n$/);
});
