import { openDatabase } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlotsCalls } from '../../../../src/main/service/slots.ts';
import { readPlacedSlots, readSlots } from '../../../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';

const ANNA = { personId: 'p1', name: 'Anna', role: 'technician' } as const;

function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-slots-'));
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  const changes = createAuditLog(database, { nowMs: () => 0 });
  const machine: { shown: number; chosen: string | undefined } = { shown: 0, chosen: undefined };
  replaceSlots(database, [slotWith(), slotWith({ selection: 'A2', item: 2 })]);
  const calls = createSlotsCalls({
    changes,
    placedSlots: () => readPlacedSlots(database),
    clock: { nowMs: () => Date.parse('2026-11-26T12:00:00Z') },
    snapshot: () => ({
      currency: 'NOK',
      capMinor: 20_000,
      sale: { selection: machine.chosen },
    }),
    onChange: () => {
      machine.shown += 1;
    },
  });
  const close = (): void => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { database, changes, machine, calls, slots: () => readSlots(database), close };
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

  it('what is so already is no change', async () => {
    const edit = { selection: 'A1', seen: { stock: 5 }, to: { stock: 5 } };
    const done = await world.calls.editSlots({ edits: [edit] }, ANNA);
    expect(done).toEqual({ ok: true, value: { sequence: undefined } });
    expect(world.changes.entries(undefined, 9)).toEqual([]);
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

const JUICE = {
  selection: 'A3',
  item: 3,
  product: 'Juice',
  priceMinor: 3_000,
  vatCategory: 'food',
  stock: 0,
  capacity: 8,
  place: { tray: 'A', column: 3, width: 1 },
} as const;

/** A customer whose product is dropping. */
function dropFrom(selection: string): void {
  world.database.run(
    `INSERT INTO sale (reference, check_in_id, state, is_open, started_at, selection, currency, reserved, captured,
       released, refunded) VALUES ('r1', 'c1', 'vending', 1, 0, ?, 'NOK', 0, 0, 0, 0)`,
    selection,
  );
}

describe('slots come and go at the screen', () => {
  it('a new one is one entry of the log, which one undo takes back, whatever was changed of it', async () => {
    expect(await world.calls.addSlot(JUICE, ANNA)).toEqual({ ok: true, value: { sequence: 1 } });
    expect(world.slots().map(({ selection }) => selection)).toEqual(['A1', 'A2', 'A3']);
    expect(world.slots()[2]).toMatchObject({ product: 'Juice', vatRate: 1_500, place: undefined });
    expect(world.changes.entries(undefined, 9)).toMatchObject([{ by: 'Anna', kind: 'slotAdded' }]);
    expect(world.machine.shown).toBe(1);
    const priced = { selection: 'A3', seen: { priceMinor: 3_000 }, to: { priceMinor: 3_200 } };
    await world.calls.editSlots({ edits: [priced] }, ANNA);
    expect(world.changes.undo(1, 'Anna').ok).toBe(true);
    expect(world.slots()).toHaveLength(2);
  });

  it('one that is removed comes back as it was, with what happened to it', async () => {
    const blocked = { ...block('A2'), selection: 'A2' };
    await world.calls.editSlots({ edits: [blocked] }, ANNA);
    const before = world.slots();
    const done = await world.calls.removeSlot({ selection: 'A2', product: 'Cola' }, ANNA);
    expect(done).toEqual({ ok: true, value: { sequence: 2 } });
    expect(world.slots()).toHaveLength(1);
    expect(world.changes.undo(2, 'Anna').ok).toBe(true);
    expect(world.slots()).toEqual(before);
    expect(world.changes.verify()).toMatchObject({ isWhole: true, entries: 3 });
  });

  it('the last one too, and an empty machine begins anew', async () => {
    for (const selection of ['A1', 'A2']) {
      await world.calls.removeSlot({ selection, product: 'Cola' }, ANNA);
    }
    expect(world.slots()).toEqual([]);
    expect((await world.calls.addSlot({ ...JUICE, selection: 'A1' }, ANNA)).ok).toBe(true);
    // Where it was, another one is by now.
    expect(world.changes.undo(1, 'Anna')).toEqual({ ok: false, error: 'changed-meanwhile' });
    expect(world.slots()).toMatchObject([{ selection: 'A1', product: 'Juice' }]);
  });

  it('one whose number another has got by now does not come back', async () => {
    await world.calls.removeSlot({ selection: 'A2', product: 'Cola' }, ANNA);
    await world.calls.addSlot({ ...JUICE, item: 2 }, ANNA);
    expect(world.changes.undo(1, 'Anna')).toEqual({ ok: false, error: 'changed-meanwhile' });
    expect(world.slots().map(({ selection, item }) => [selection, item])).toEqual([
      ['A1', 1],
      ['A3', 2],
    ]);
  });

  it('what a customer has chosen stays, however it would go', async () => {
    const refused = { error: { refusal: { code: 'sale-running' } } };
    await world.calls.addSlot(JUICE, ANNA);
    world.machine.chosen = 'A3';
    const seen = { selection: 'A3', product: 'Juice' };
    expect(await world.calls.removeSlot(seen, ANNA)).toMatchObject(refused);
    world.machine.chosen = undefined;
    dropFrom('A3');
    expect(await world.calls.removeSlot(seen, ANNA)).toMatchObject(refused);
    expect(world.changes.undo(1, 'Anna')).toEqual({ ok: false, error: 'sale-running' });
    expect(world.slots()).toHaveLength(3);
    world.database.run("UPDATE sale SET state = 'capturing'");
    expect((await world.calls.removeSlot(seen, ANNA)).ok).toBe(true);
  });

  it('what cannot be is said, and nothing is written', async () => {
    const dear = await world.calls.addSlot({ ...JUICE, priceMinor: 20_001 }, ANNA);
    expect(dear).toMatchObject({
      error: { refusal: { code: 'slot-price-above-cap', values: { most: '200 kr' } } },
    });
    const gone = await world.calls.removeSlot({ selection: 'Z9', product: '' }, ANNA);
    expect(gone).toMatchObject({ error: { refusal: { code: 'no-such-slot' } } });
    expect(world.slots()).toHaveLength(2);
    expect(world.changes.entries(undefined, 9)).toEqual([]);
    expect(world.machine.shown).toBe(0);
  });
});
