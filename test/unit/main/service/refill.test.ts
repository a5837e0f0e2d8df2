import { callSchemas } from '#contract/ipc/schemas.ts';
import { openDatabase } from '#sqlite/database.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatPickList } from '../../../../src/main/products/export-csv.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { createRefillCalls } from '../../../../src/main/service/refill.ts';
import { readSlots } from '../../../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';

const ANNA = { personId: 'p1', name: 'Anna', role: 'technician' } as const;
const SELL = "UPDATE slot SET stock = stock - 1 WHERE selection = 'A1'";

function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-refill-'));
  const media = join(folder, 'media');
  mkdirSync(media);
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  const changes = createAuditLog(database, { nowMs: () => 0 });
  /** Sales that come just after the slots have been read. */
  const world = { shown: 0, sales: 0 };
  replaceSlots(database, [
    slotWith({ stock: 3 }),
    slotWith({ selection: 'A2', item: 2, product: '=Water', stock: 8 }),
    slotWith({ selection: 'B1', item: 3, stock: 6, isCountDue: true }),
  ]);
  const calls = createRefillCalls({
    changes,
    slots: () => {
      const slots = readSlots(database);
      if (world.sales > 0) database.run(SELL);
      world.sales -= 1;
      return slots;
    },
    sticks: createUsbSticks({ clock: createSystemClock(), folder: media }),
    clock: { nowMs: () => 0 },
    machineId: 'vm-0001',
    pickListText: formatPickList,
    onChange: () => {
      world.shown += 1;
    },
  });
  const stock = (): readonly number[] => readSlots(database).map((slot) => slot.stock);
  const close = (): void => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { world, media, changes, calls, stock, sell: () => database.run(SELL), database, close };
}

let at: ReturnType<typeof createWorld>;
beforeEach(() => {
  at = createWorld();
});
afterEach(() => {
  at.close();
});

const FULL = [
  { selection: 'A1', count: 10, seen: 3 },
  { selection: 'A2', count: 10, seen: 8 },
];
const save = (counts = FULL) => at.calls.saveRefill({ counts }, ANNA);

describe('a refill is saved', () => {
  it('as one change, which one undo takes back', async () => {
    const value = { added: 9, missing: 0, slots: 2, sequence: 1 };
    expect(await save()).toEqual({ ok: true, value });
    expect(at.stock()).toEqual([10, 10, 6]);
    expect(at.changes.entry(1)).toMatchObject({ kind: 'refill', by: 'Anna' });
    expect(at.world.shown).toBe(1);
    at.changes.undo(1, 'Anna');
    expect(at.stock()).toEqual([3, 8, 6]);
  });

  it('with what was sold since it was counted taken off, and an undo leaves that sold', async () => {
    at.sell();
    expect(await save()).toMatchObject({ value: { added: 9 } });
    expect(at.stock()).toEqual([9, 10, 6]);
    at.sell();
    at.changes.undo(1, 'Anna');
    expect(at.stock()).toEqual([1, 8, 6]);
  });

  it('also when a sale comes between reading and writing', async () => {
    at.world.sales = 2;
    expect(await save()).toMatchObject({ ok: true, value: { sequence: 1 } });
    expect(at.stock()).toEqual([8, 10, 6]);
    expect(at.changes.verify()).toEqual({ isWhole: true, entries: 1 });
  });

  it('and a slot that was counted is certain again', async () => {
    await save([{ selection: 'B1', count: 6, seen: 6 }]);
    expect(readSlots(at.database)[2]?.isCountDue).toBe(false);
    const again = await save([{ selection: 'B1', count: 6, seen: 6 }]);
    expect(again).toMatchObject({ ok: true, value: { sequence: undefined, slots: 0 } });
    expect(at.changes.verify().entries).toBe(1);
  });

  it('not at all when one count cannot be, or the disk does not take it', async () => {
    const refused = await save([...FULL, { selection: 'B1', count: 11, seen: 6 }]);
    const values = { selection: 'B1', stock: 11, capacity: 10 };
    expect(refused).toMatchObject({
      error: { refusal: { code: 'slot-stock-above-capacity', values } },
    });
    expect(at.stock()).toEqual([3, 8, 6]);
    at.database.run('PRAGMA query_only = 1');
    expect(await save()).toMatchObject({ error: { refusal: { code: 'store-unwritable' } } });
    at.database.run('PRAGMA query_only = 0');
    expect(at.stock()).toEqual([3, 8, 6]);
    expect(at.world.shown).toBe(0);
  });

  it('of counts only', () => {
    const isCount = (count: unknown): boolean =>
      callSchemas.saveRefill.safeParse({ counts: [{ selection: 'A1', count, seen: 0 }] }).success;
    expect([0, 7, 999_999].map(isCount)).toEqual([true, true, true]);
    expect([-1, 1.5, '7', Number.NaN, 1e9].some(isCount)).toBe(false);
  });
});

describe('the pick list', () => {
  it('is a file on the stick, and noted; a name that looks like a formula stays a name', async () => {
    const stickId = join(at.media, 'STICK');
    expect(await at.calls.savePickList({ stickId }, ANNA)).toMatchObject({
      error: { refusal: { code: 'usb-none' } },
    });
    mkdirSync(stickId);
    const file = 'vm-0001-pick-list-1970-01-01.csv';
    expect(await at.calls.savePickList({ stickId }, ANNA)).toEqual({ ok: true, value: { file } });
    expect(readFileSync(join(stickId, file), 'utf8')).toBe(
      'product,count,slots\nCola,11,"A1 7, B1 4"\n\'=Water,2,A2 2\n',
    );
    expect(at.changes.entry(1)).toMatchObject({ kind: 'pickListSaved', detail: file });
  });
});
