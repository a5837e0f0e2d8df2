import { openDatabase } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlotsCalls } from '../../../../src/main/service/slots.ts';
import { readSlots } from '../../../../src/main/store/catalogue.ts';
import { createChangeBook } from '../../../../src/main/store/change-book.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';

const ANNA = { personId: 'p1', name: 'Anna', role: 'technician' } as const;

function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-slots-'));
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  const changes = createChangeBook(database, { nowMs: () => 0 });
  const machine = { shown: 0 };
  replaceSlots(database, [slotWith(), slotWith({ selection: 'A2', item: 2 })]);
  const calls = createSlotsCalls({
    changes,
    slots: () => readSlots(database),
    currency: () => 'NOK',
    onChange: () => {
      machine.shown += 1;
    },
  });
  const close = (): void => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { changes, machine, calls, slots: () => readSlots(database), close };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  world.close();
});

const block = (selection: string) => ({
  selection,
  seen: { isBlocked: false },
  to: { isBlocked: true },
});

describe('slots are changed at the screen', () => {
  it('many as one change in the log, which one undo takes back', async () => {
    const done = await world.calls.editSlots({ edits: [block('A1'), block('A2')] }, ANNA);
    expect(done).toMatchObject({ ok: true, value: { sequence: 1 } });
    expect(world.slots().map(({ isBlocked }) => isBlocked)).toEqual([true, true]);
    expect(world.changes.entries(undefined, 9)).toMatchObject([{ by: 'Anna', kind: 'edit' }]);
    expect(world.machine.shown).toBe(1);
    world.changes.undo(1, 'Anna');
    expect(world.slots().map(({ isBlocked }) => isBlocked)).toEqual([false, false]);
  });

  it('a swap of two machine numbers holds in the database, there and back', async () => {
    const swap = [
      { selection: 'A1', seen: { item: 1 }, to: { item: 2 } },
      { selection: 'A2', seen: { item: 2 }, to: { item: 1 } },
    ];
    expect(await world.calls.editSlots({ edits: swap }, ANNA)).toMatchObject({ ok: true });
    expect(world.slots().map(({ item }) => item)).toEqual([2, 1]);
    expect(world.changes.undo(1, 'Anna').ok).toBe(true);
    expect(world.slots().map(({ item }) => item)).toEqual([1, 2]);
  });

  it('a slot is moved, and is where it was when that is taken back', async () => {
    const place = { tray: 'A', column: 1, width: 1 };
    const to = { place: { tray: 'C', column: 3, width: 2 } };
    await world.calls.editSlots({ edits: [{ selection: 'A1', seen: { place }, to }] }, ANNA);
    expect(world.slots()[0]?.place).toEqual(to.place);
    world.changes.undo(1, 'Anna');
    expect(world.slots()[0]?.place).toBeUndefined();
  });

  it('one that cannot be leaves all as they were, and says which and why', async () => {
    const tooMany = { selection: 'A2', seen: { stock: 5 }, to: { stock: 11 } };
    const refused = await world.calls.editSlots({ edits: [block('A1'), tooMany] }, ANNA);
    const values = { selection: 'A2', stock: 11, capacity: 10 };
    expect(refused).toMatchObject({
      error: { refusal: { code: 'slot-stock-above-capacity', values } },
    });
    expect(world.slots()[0]?.isBlocked).toBe(false);
    expect(world.changes.entries(undefined, 9)).toEqual([]);
    expect(world.machine.shown).toBe(0);
  });
});
