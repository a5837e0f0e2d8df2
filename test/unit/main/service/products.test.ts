import { callSchemas } from '#contract/ipc/schemas.ts';
import { openDatabase } from '#sqlite/database.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogueFiles } from '../../../../src/main/composition/catalogue-files.ts';
import { createKioskStores } from '../../../../src/main/composition/open-stores.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { createProductsCalls } from '../../../../src/main/service/products.ts';
import { readSlots } from '../../../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { faultyFile, HEADER } from '../../../support/faulty-catalogue.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';

const ANNA = { personId: 'p1', name: 'Anna', role: 'technician' } as const;
const NAME = 'list.csv';

function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-products-'));
  const media = join(folder, 'media');
  const stickId = join(media, 'STICK');
  mkdirSync(stickId, { recursive: true });
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  const changes = createAuditLog(database, { nowMs: () => 0 });
  replaceSlots(database, [
    slotWith(),
    slotWith({ selection: 'A2', item: 2, product: 'Water' }),
    slotWith({ selection: 'A3', item: 3 }),
  ]);
  const clock = createSystemClock();
  const shown = { count: 0 };
  const calls = createProductsCalls({
    files: createCatalogueFiles(createKioskStores(database, clock), clock),
    changes,
    sticks: createUsbSticks({ clock, folder: media }),
    clock: { nowMs: () => 0 },
    machineId: 'vm-0001',
    onChange: () => {
      shown.count += 1;
    },
  });
  const put = (...lines: readonly string[]): void => {
    writeFileSync(join(stickId, NAME), [HEADER, ...lines, ''].join('\n'));
  };
  const close = (): void => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { stickId, changes, calls, shown, put, slots: () => readSlots(database), close };
}

let at: ReturnType<typeof createWorld>;
beforeEach(() => {
  at = createWorld();
});
afterEach(() => {
  at.close();
});

const file = () => ({ stickId: at.stickId, name: NAME });

async function fingerprint(): Promise<string> {
  const preview = await at.calls.previewImport(file(), ANNA);
  return preview.ok && preview.value.isFine ? preview.value.fingerprint : '';
}

const NEW_LIST = ['A1,1,Cola,30,15,5,10,0', 'A2,2,Water,25,15,5,10,0', 'B1,4,Nuts,20,15,8,8,0'];

describe('a product list on a stick', () => {
  it('shows what it would change and changes nothing; is imported as one change, and taken back', async () => {
    at.put(...NEW_LIST);
    const before = at.slots();
    const preview = await at.calls.previewImport(file(), ANNA);
    expect(preview).toMatchObject({
      ok: true,
      value: {
        isFine: true,
        sameCount: 1,
        rows: [
          { selection: 'A1', kind: 'changed', fields: [{ field: 'priceMinor', old: 2500 }] },
          { selection: 'B1', kind: 'added' },
          { selection: 'A3', kind: 'removed' },
        ],
      },
    });
    expect(at.slots()).toEqual(before);
    const given = { ...file(), fingerprint: await fingerprint() };
    const done = await at.calls.importProducts(given, ANNA);
    expect(done).toEqual({ ok: true, value: { sequence: 1 } });
    expect(at.slots().map(({ selection }) => selection)).toEqual(['A1', 'A2', 'B1']);
    expect(at.changes.entry(1)).toMatchObject({ kind: 'import', by: 'Anna', detail: NAME });
    expect(at.shown.count).toBe(1);
    at.changes.undo(1, 'Anna');
    expect(at.slots()).toEqual(before);
  });

  it('that says what is so already changes nothing and leaves no entry', async () => {
    at.put(...NEW_LIST);
    const given = { ...file(), fingerprint: await fingerprint() };
    await at.calls.importProducts(given, ANNA);
    const again = await at.calls.importProducts(given, ANNA);
    expect(again).toEqual({ ok: true, value: { sequence: undefined } });
    expect(at.changes.verify()).toEqual({ isWhole: true, entries: 1 });
  });

  it('with a hundred faults names them all, with line and column, and imports nothing', async () => {
    const { text, expected } = faultyFile();
    writeFileSync(join(at.stickId, NAME), text);
    const preview = await at.calls.previewImport(file(), ANNA);
    expect(preview).toMatchObject({ value: { isFine: false, faultCount: expected.length } });
    const found = preview.ok && !preview.value.isFine ? preview.value.faults : [];
    const places = found.map(({ line, column, code }) => ({ line, column, code }));
    expect(places).toEqual(expected);
    expect(places.length).toBeGreaterThan(100);
    expect(at.changes.verify().entries).toBe(0);
  });

  it('is not imported when it is another one than was shown, or has a fault, or is gone', async () => {
    at.put(...NEW_LIST);
    const given = { ...file(), fingerprint: await fingerprint() };
    const before = at.slots();
    at.put('A1,1,Cola,99,15,5,10,0');
    const refusal = async (): Promise<unknown> => {
      const answer = await at.calls.importProducts(given, ANNA);
      return answer.ok ? 'imported' : answer.error.refusal?.code;
    };
    expect(await refusal()).toBe('file-changed');
    rmSync(join(at.stickId, NAME));
    expect(await refusal()).toBe('usb-no-such-file');
    expect(await at.calls.previewImport(file(), ANNA)).toMatchObject({
      error: { refusal: { code: 'usb-no-such-file' } },
    });
    expect(at.slots()).toEqual(before);
  });

  it('is named by a file and what was read of it', () => {
    const given = { ...file(), fingerprint: 'f'.repeat(64) };
    expect(callSchemas.importProducts.safeParse(given).success).toBe(true);
    for (const wrong of [{ fingerprint: 'F' }, { name: '' }, { stickId: '' }]) {
      expect(callSchemas.importProducts.safeParse({ ...given, ...wrong }).success).toBe(false);
    }
  });
});

it('the list of the machine is saved, and says nothing new when it is read again', async () => {
  const name = 'vm-0001-products-1970-01-01.csv';
  const saved = await at.calls.exportProducts({ stickId: at.stickId }, ANNA);
  expect(saved).toEqual({ ok: true, value: { file: name } });
  expect(readFileSync(join(at.stickId, name), 'utf8').split('\n')[0]).toBe(HEADER);
  expect(at.changes.entry(1)).toMatchObject({ kind: 'catalogueExported', detail: name });
  expect(await at.calls.previewImport({ ...file(), name }, ANNA)).toMatchObject({
    value: { isFine: true, rows: [], sameCount: 3 },
  });
  const gone = await at.calls.exportProducts({ stickId: `${at.stickId}-2` }, ANNA);
  expect(gone).toMatchObject({ error: { refusal: { code: 'usb-gone' } } });
});

it('a saved list carries the day of where the machine stands', async () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  const saved = await at.calls.exportProducts({ stickId: at.stickId }, ANNA);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(saved).toEqual({ ok: true, value: { file: 'vm-0001-products-1969-12-31.csv' } });
});
