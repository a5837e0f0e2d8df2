import type { Caller } from '#core/people/person.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { spanOf } from '../../../../src/main/service/report-span.ts';
import { createReportsCalls } from '../../../../src/main/service/reports.ts';
import { createSalesFigures } from '../../../../src/main/store/sales-figures.ts';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

const technician: Caller = { personId: 'o', name: 'Ola', role: 'technician' };
/** A Wednesday. */
const NOW = new Date(2026, 10, 25, 14, 30).getTime();
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 10).getTime();

let world: PeopleWorld;
let folder: string;
let sticks: string;

interface Sold {
  readonly startMs: number;
  readonly selection: string;
  readonly product: string;
  readonly price: number;
  readonly refunded?: number;
}

function sell(sales: readonly Sold[]): void {
  for (const [index, { startMs, selection, product, price, refunded }] of sales.entries()) {
    world.database.run(
      `INSERT INTO sale (reference, check_in_id, state, outcome, is_open, started_at, selection, product, price,
         currency, reserved, captured, released, refunded)
       VALUES (?, ?, 'settled', 'sold', 0, ?, ?, ?, ?, 'NOK', ?, ?, 0, ?)`,
      `vm-0001-${String(index)}`,
      `check-in-${String(index)}`,
      startMs,
      selection,
      product,
      price,
      price,
      price,
      refunded ?? 0,
    );
  }
}

beforeEach(() => {
  world = createPeopleWorld();
  folder = mkdtempSync(join(tmpdir(), 'vendskap-report-'));
  sticks = join(folder, 'KINGSTON');
  mkdirSync(sticks);
  sell([
    { startMs: at(25, 9), selection: 'A1', product: 'Cola', price: 3000 },
    { startMs: at(25, 9), selection: 'A2', product: 'Cola', price: 3000, refunded: 3000 },
    { startMs: at(25, 13), selection: 'B1', product: '=Nuts', price: 2500 },
    { startMs: at(24, 13), selection: 'B1', product: '=Nuts', price: 2500 },
    { startMs: at(22, 13), selection: 'B1', product: '=Nuts', price: 2500 },
    { startMs: at(1, 0), selection: 'B1', product: '=Nuts', price: 2500 },
  ]);
});
afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true, force: true });
});

function createCalls() {
  return createReportsCalls({
    figures: createSalesFigures(world.database),
    changes: world.changes,
    sticks: createUsbSticks({ clock: world.clock, folder }),
    clock: { nowMs: () => NOW },
    machineId: 'vm-0001',
  });
}

async function report(period: 'day' | 'week' | 'month', back = 0) {
  const got = await createCalls().getReport({ period, back }, technician);
  if (!got.ok) throw new Error(got.error.code);
  return got.value;
}

describe('a report', () => {
  it('of today has its hours, its slots and products, and the day before', async () => {
    const today = await report('day');
    expect(today.sum).toEqual({ count: 3, chargedMinor: 8500, refundedMinor: 3000 });
    expect(today.before).toMatchObject({ count: 1, chargedMinor: 2500 });
    expect(today.times).toHaveLength(24);
    expect(today.times.map(({ count }) => count).slice(8, 14)).toEqual([0, 2, 0, 0, 0, 1]);
    expect(today.products.map(({ product, count }) => [product, count])).toEqual([
      ['Cola', 2],
      ['=Nuts', 1],
    ]);
    expect(today.slots.map(({ selection }) => selection)).toEqual(['A1', 'B1', 'A2']);
  });

  it('of a week begins on Monday, of a month on its first day, and one before is one before', async () => {
    const week = await report('week');
    expect(week.times.map(({ count }) => count)).toEqual([0, 1, 3, 0, 0, 0, 0]);
    expect(week.before.count).toBe(1);
    const month = await report('month');
    expect(month.times).toHaveLength(30);
    expect(month.sum.count).toBe(6);
    expect((await report('month', 1)).times).toHaveLength(31);
    expect((await report('day', 1)).sum.count).toBe(1);
    expect((await report('day', 9)).sum).toEqual({ count: 0, chargedMinor: 0, refundedMinor: 0 });
  });

  it('has no gap and no part twice when a month is longer or the clock is set', () => {
    for (let back = 0; back < 14; back += 1) {
      const { starts, toMs, beforeMs } = spanOf(NOW, 'month', back);
      expect(spanOf(NOW, 'month', back - 1).starts[0]).toBe(toMs);
      expect(spanOf(NOW, 'month', back + 1).starts[0]).toBe(beforeMs);
      expect(new Set(starts).size).toBe(starts.length);
    }
  });

  it('is saved to a stick as a spreadsheet or for programs, and written down', async () => {
    const calls = createCalls();
    const wanted = { period: 'day', back: 0, stickId: sticks } as const;
    const csv = await calls.exportReport({ ...wanted, format: 'csv' }, technician);
    expect(csv).toEqual({ ok: true, value: { name: 'vm-0001-day-2026-11-25.csv' } });
    const rows = readFileSync(join(sticks, 'vm-0001-day-2026-11-25.csv'), 'utf8').split('\n');
    expect(rows[1]).toMatch(/^all,.*,3,85\.00,30\.00$/);
    expect(rows).toContain("product,,'=Nuts,,1,25.00,0.00");
    await calls.exportReport({ ...wanted, format: 'json' }, technician);
    const json: unknown = JSON.parse(
      readFileSync(join(sticks, 'vm-0001-day-2026-11-25.json'), 'utf8'),
    );
    expect(json).toMatchObject({ sum: { count: 3 } });
    expect(world.changes.entries(undefined, 9).map(({ kind }) => kind)).toEqual([
      'reportExported',
      'reportExported',
    ]);
    const nowhere = { ...wanted, stickId: '/nowhere', format: 'csv' } as const;
    expect(await calls.exportReport(nowhere, technician)).toMatchObject({ ok: false });
  });
});
