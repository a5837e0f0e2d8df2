import { sheetSchemas } from '#contract/ipc/topics/sheet.ts';
import { err } from '#core/base/result.ts';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPdf } from '../../../support/pdf.ts';
import { createSheetWorld, OLA, type SheetWorld } from '../../../support/sheet-world.ts';
import { CODE } from '../../../support/sheets.ts';

let world: SheetWorld;

beforeEach(async () => {
  world = await createSheetWorld('/nowhere/cups.sock');
});
afterEach(() => {
  world.close();
});

async function view() {
  const read = await world.calls.readSheet({}, OLA);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

const refused = (code: string) => ({ ok: false, error: { refusal: { code } } });

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
    world.set('operatorName', 'Ås Automat AS');
    world.set('operatorNumber', '974760673');
    world.set('sheetLanguages', 'sv,en');
    world.set('sheetPaper', 'A5');
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
    world.svg = undefined;
    const stickId = join(world.sticks, 'STICK');
    mkdirSync(stickId);
    expect(await view()).toMatchObject({ pages: [], gaps: [], changes: [] });
    expect(await world.calls.saveSheet({ stickId }, OLA)).toMatchObject(refused('no-code'));
    const order = { isTest: false };
    expect(await world.calls.printSheet(order, OLA)).toMatchObject(refused('no-code'));
  });

  it('is saved to a stick as a PDF, and noted with its prices', async () => {
    const stickId = join(world.sticks, 'STICK');
    expect(await world.calls.saveSheet({ stickId }, OLA)).toMatchObject(refused('usb-none'));
    expect((await view()).last).toBeUndefined();
    mkdirSync(stickId);
    const saved = await world.calls.saveSheet({ stickId }, OLA);
    if (!saved.ok) throw new Error(saved.error.message);
    const { file } = saved.value;
    expect(file).toMatch(/^vm-0001-sheet-A4-\d{4}-\d\d-\d\d\.pdf$/);
    const pdf = readPdf(readFileSync(join(stickId, file)));
    expect(pdf.code?.content).toBe(CODE);
    expect(pdf.text).toContain('25,00 kr');
    expect(world.changes.entry(1)).toMatchObject({ kind: 'sheetSaved', detail: file });

    expect(await view()).toMatchObject({ last: { by: 'Ola', way: 'stick' }, changes: [] });
    world.priceMinor = 2700;
    expect((await view()).changes).toEqual([
      { what: 'price', selection: 'A1', product: 'Cola', oldMinor: 2500, newMinor: 2700 },
    ]);
    world.set('sheetPaper', 'label');
    // A label is another thing, and has not been made yet.
    expect(await view()).toMatchObject({ last: undefined, changes: [] });
    await world.calls.saveSheet({ stickId }, undefined);
    const list = await world.calls.listPosted({ limit: 10 }, OLA);
    expect(list).toMatchObject({
      value: [
        { id: 2, what: 'label', paper: 'label', by: 'nobody', state: 'done' },
        { id: 1, what: 'sheet', paper: 'A4', by: 'Ola', target: file },
      ],
    });
    expect(await world.calls.listPosted({ before: 2, limit: 10 }, OLA)).toMatchObject({
      value: [{ id: 1 }],
    });
  });

  it('is not printed where no print service runs, and nothing counts as printed', async () => {
    const none = refused('print-no-service');
    expect(await world.calls.listPrinters({}, OLA)).toMatchObject(none);
    expect(await world.calls.printSheet({ isTest: false }, OLA)).toMatchObject(none);
    expect(world.posted.list(undefined, 10)).toEqual([]);
    expect(await world.calls.printSheet({ isTest: false, printer: 'P' }, OLA)).toMatchObject(none);
    expect(world.posted.lastPrint()).toMatchObject({ state: 'failed', target: 'P' });
    expect((await view()).last).toBeUndefined();
    expect(await world.calls.cancelPrint({ id: 1 }, OLA)).toMatchObject(refused('print-ended'));
  });

  it('tells where the machine stands: changed at Vipps, on the sheet at once, and in the log', async () => {
    const stickId = join(world.sticks, 'STICK');
    mkdirSync(stickId);
    await world.calls.saveSheet({ stickId }, OLA);
    const moved = await world.calls.setLocation({ location: ' Hall B ' }, OLA);
    expect(moved).toEqual({ ok: true, value: { location: 'Hall B' } });
    expect((await view()).changes).toEqual([{ what: 'location' }]);
    const [entry] = world.changes.entries(undefined, 1);
    expect(entry).toMatchObject({
      kind: 'locationChanged',
      by: 'Ola',
      detail: 'Kantine A → Hall B',
    });
    await world.calls.setLocation({ location: 'Hall B' }, OLA);
    expect(world.changes.entries(undefined, 1)).toEqual([entry]);
  });

  it('keeps the old text, and notes nothing, when the new one is not taken', async () => {
    const long = await world.calls.setLocation({ location: 'x'.repeat(37) }, OLA);
    expect(long).toMatchObject(refused('location-length'));
    world.relayAnswer = () => err('location-vipps');
    const vipps = await world.calls.setLocation({ location: 'Hall B' }, OLA);
    expect(vipps).toMatchObject(refused('location-vipps'));
    expect(world.location).toBe('Kantine A');
    expect(world.changes.entries(undefined, 10)).toEqual([]);
  });

  it('takes no other words than those of the bridge', () => {
    expect(sheetSchemas.setLocation.safeParse({ location: 'x'.repeat(201) }).success).toBe(false);
    expect(sheetSchemas.listPosted.safeParse({ limit: 0 }).success).toBe(false);
    expect(sheetSchemas.saveSheet.safeParse({ stickId: '' }).success).toBe(false);
    expect(sheetSchemas.printSheet.safeParse({ isTest: true, printer: '' }).success).toBe(false);
  });
});
