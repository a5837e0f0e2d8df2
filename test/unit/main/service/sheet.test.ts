import type { SheetCallMap } from '#contract/ipc/topics/sheet.ts';
import { sheetSchemas } from '#contract/ipc/topics/sheet.ts';
import { NEW_SLOT, type Slot } from '#core/catalogue/slot.ts';
import { slotViewOf } from '#core/catalogue/slot-view.ts';
import type { Caller } from '#core/service/person.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMeasure } from '../../../../src/main/label/fonts.ts';
import { pdfOf } from '../../../../src/main/label/pdf.ts';
import { drawQr } from '../../../../src/main/label/qr-source.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import type { Handlers } from '../../../../src/main/service/handler.ts';
import { createSheetCalls } from '../../../../src/main/service/sheet.ts';
import { createPostedBook } from '../../../../src/main/store/posted.ts';
import { readSettings } from '../../../../src/main/store/settings.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';
import { readPdf } from '../../../support/pdf.ts';
import { CODE } from '../../../support/sheets.ts';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

const ola: Caller = { personId: 'o', name: 'Ola', role: 'technician' };
const cola: Slot = {
  ...NEW_SLOT,
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 2500,
  vatRate: 1500,
  stock: 5,
  capacity: 10,
};

let world: PeopleWorld;
let calls: Handlers<SheetCallMap>;
let folder: string;
let price = 2500;
let svg: string | undefined;

beforeEach(async () => {
  world = createPeopleWorld();
  folder = mkdtempSync(join(tmpdir(), 'vendskap-sheet-'));
  price = 2500;
  svg = await drawQr(CODE);
  calls = createSheetCalls({
    machineId: 'vm-0001',
    clock: world.clock,
    log: createNoteLog(world.clock).of('sheet'),
    changes: world.changes,
    sticks: createUsbSticks({ clock: world.clock, folder }),
    posted: createPostedBook(world.database),
    settings: () => readSettings(world.database),
    snapshot: () => ({
      location: 'Kantine A',
      currency: 'NOK',
      qr: svg === undefined ? undefined : { svg, content: CODE, fetchedAtMs: 0 },
      slots: [
        slotViewOf({ ...cola, priceMinor: price }, { faults: [], isLikelyToJam: () => false }),
      ],
    }),
    measure: createMeasure(),
    pdf: pdfOf,
    onChange: () => undefined,
  });
});
afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true, force: true });
});

function set(key: string, text: string): void {
  const patch = { subject: 'setting', id: key, field: 'value', old: null, new: text } as const;
  expect(world.changes.apply({ kind: 'settingsChanged', by: 'Anna', patches: [patch] }).ok).toBe(
    true,
  );
}

async function view() {
  const read = await calls.readSheet({}, ola);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

describe('the sheet on the screen', () => {
  it('is what would be printed, and says what is missing on it', async () => {
    expect(await view()).toMatchObject({
      paper: 'A4',
      languages: ['nb'],
      isOfMarket: true,
      gaps: ['name', 'number', 'address', 'refundContact'],
      last: undefined,
      changes: [],
    });
    set('operatorName', 'Ås Automat AS');
    set('operatorNumber', '974760673');
    set('sheetLanguages', 'sv,en');
    set('sheetPaper', 'A5');
    const now = await view();
    expect(now).toMatchObject({
      paper: 'A5',
      languages: ['sv', 'en'],
      isOfMarket: false,
      operator: { name: 'Ås Automat AS', number: '974 760 673' },
      gaps: ['address', 'refundContact'],
    });
    expect(now.pages[0]?.size).toEqual({ widthMm: 148, heightMm: 210 });
  });

  it('cannot be made before the QR was ever fetched', async () => {
    svg = undefined;
    mkdirSync(join(folder, 'STICK'));
    expect(await view()).toMatchObject({ pages: [], gaps: [], changes: [] });
    expect(await calls.saveSheet({ stickId: join(folder, 'STICK') }, ola)).toMatchObject({
      error: { refusal: { code: 'no-code' } },
    });
  });

  it('is saved to a stick as a PDF, and noted with its prices', async () => {
    const stickId = join(folder, 'STICK');
    expect(await calls.saveSheet({ stickId }, ola)).toMatchObject({
      error: { refusal: { code: 'usb-none' } },
    });
    expect((await view()).last).toBeUndefined();
    mkdirSync(stickId);
    const saved = await calls.saveSheet({ stickId }, ola);
    if (!saved.ok) throw new Error(saved.error.message);
    expect(saved.value.file).toMatch(/^vm-0001-sheet-A4-\d{4}-\d\d-\d\d\.pdf$/);
    const pdf = readPdf(readFileSync(join(stickId, saved.value.file)));
    expect(pdf.code?.content).toBe(CODE);
    expect(pdf.text).toContain('25,00 kr');
    expect(world.changes.entry(1)).toMatchObject({ kind: 'sheetSaved', detail: saved.value.file });

    expect(await view()).toMatchObject({ last: { by: 'Ola', way: 'stick' }, changes: [] });
    price = 2700;
    expect((await view()).changes).toEqual([
      { what: 'price', selection: 'A1', product: 'Cola', oldMinor: 2500, newMinor: 2700 },
    ]);
    set('sheetPaper', 'label');
    // A label is another thing, and has not been made yet.
    expect(await view()).toMatchObject({ last: undefined, changes: [] });
    await calls.saveSheet({ stickId }, undefined);
    const list = await calls.listPosted({ limit: 10 }, ola);
    expect(list).toMatchObject({
      value: [
        { id: 2, what: 'label', paper: 'label', by: 'nobody' },
        { id: 1, what: 'sheet', paper: 'A4', by: 'Ola', target: saved.value.file },
      ],
    });
    expect(await calls.listPosted({ before: 2, limit: 10 }, ola)).toMatchObject({
      value: [{ id: 1 }],
    });
  });

  it('takes no other words than those of the bridge', () => {
    expect(sheetSchemas.listPosted.safeParse({ limit: 0 }).success).toBe(false);
    expect(sheetSchemas.saveSheet.safeParse({ stickId: '' }).success).toBe(false);
  });
});
