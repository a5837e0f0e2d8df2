import { PAPER_SIZES, PAPERS } from '#core/sheet/paper.ts';
import type { PrintRecord } from '#core/sheet/print-history.ts';
import type { PrinterWant } from '#core/sheet/printer.ts';
import { STYLES } from '#core/sheet/styles.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCups, type Cups } from '../support/cups.ts';
import { readPdf } from '../support/pdf.ts';
import { createSheetWorld, OLA, type SheetWorld } from '../support/sheet-world.ts';
import { CODE } from '../support/sheets.ts';
import { until } from '../support/stage.ts';

let cups: Cups;
let world: SheetWorld;

beforeAll(async () => {
  cups = await startCups();
});
afterAll(async () => {
  await cups.stop();
});
beforeEach(async () => {
  world = await createSheetWorld(cups.server);
});
afterEach(() => {
  world.close();
});

const refused = (code: string) => ({ ok: false, error: { refusal: { code } } });

async function print(printer?: string, isTest = false): Promise<number> {
  const given = await world.calls.printSheet({ printer, isTest }, OLA);
  if (!given.ok) throw new Error(given.error.message);
  return given.value.id;
}

/** Waits until the newest print is so. */
function become(state: PrintRecord['state']): Promise<PrintRecord> {
  return until(`a print that is ${state}`, () => {
    const print = world.posted.lastPrint();
    return Promise.resolve(print?.state === state ? print : undefined);
  });
}

async function sheet() {
  const read = await world.calls.readSheet({}, OLA);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

describe('printing through CUPS', () => {
  it('says that no printer is set up', async () => {
    expect(await world.calls.listPrinters({}, OLA)).toMatchObject({
      value: { printers: [], usual: undefined },
    });
    const order = { isTest: false };
    expect(await world.calls.printSheet(order, OLA)).toMatchObject(refused('print-no-printer'));
    const gone = { isTest: false, printer: 'Nobody' };
    expect(await world.calls.printSheet(gone, OLA)).toMatchObject(refused('print-gone'));
    expect((await sheet()).last).toBeUndefined();
  });

  it.each(PAPERS)(
    'prints on %s true to the millimetre, with a code that a scanner reads',
    async (paper) => {
      cups.addPdfQueue('PDF');
      world.set('sheetPaper', paper);
      await print();
      await become('done');
      const title = `vm-0001-${paper === 'label' ? 'label' : 'sheet'}-${paper}`;
      const bytes = await until('the printed file', () => Promise.resolve(cups.printed(title)));
      const pdf = readPdf(bytes);
      const { widthMm, heightMm } = PAPER_SIZES[paper];
      const [size] = pdf.sizes;
      // The driver knows its papers in whole points.
      expect(Math.abs((size?.widthMm ?? 0) - widthMm)).toBeLessThan(0.6);
      expect(Math.abs((size?.heightMm ?? 0) - heightMm)).toBeLessThan(0.6);
      const modules = Number(/viewBox="0 0 (\d+)/.exec(world.svg ?? '')?.[1]);
      const wantedMm = (STYLES[paper].codeMm * (modules - 8)) / modules;
      expect(pdf.code?.content).toBe(CODE);
      expect(Math.abs((pdf.code?.sideMm ?? 0) - wantedMm)).toBeLessThan(0.35);
      expect(await sheet()).toMatchObject({ last: { way: 'printer', by: 'Ola' }, changes: [] });
    },
  );

  it('prints a test page, which is not a sheet that hangs', async () => {
    cups.addPdfQueue('PDF');
    await print('PDF', true);
    expect(await become('done')).toMatchObject({ what: 'test', target: 'PDF' });
    const bytes = await until('the file', () => Promise.resolve(cups.printed('vm-0001-test')));
    expect(readPdf(bytes).code?.content).toBe(CODE);
    expect((await sheet()).last).toBeUndefined();
  });

  it('keeps what waits for paper, says so, and goes on when paper is put in', async () => {
    const putPaperIn = cups.addEmptyTray('Tray');
    await print('Tray');
    const waiting = await until('the word about paper', () => {
      const now = world.posted.lastPrint();
      return Promise.resolve(now?.wants.includes('paper') === true ? now : undefined);
    });
    expect(waiting.state).toBe('printing');
    expect((await sheet()).last).toBeUndefined();
    const list = await world.calls.listPrinters({}, OLA);
    expect(list).toMatchObject({
      value: {
        printers: expect.arrayContaining([
          expect.objectContaining({ name: 'Tray', wants: ['paper'] }),
        ]),
      },
    });
    putPaperIn();
    expect(await become('done')).toMatchObject({ wants: [] });
    expect((await sheet()).last).toMatchObject({ target: 'Tray' });
  });

  it('keeps what lies in a stopped queue, also over a restart of ours; or cancels it', async () => {
    cups.addPdfQueue('PDF');
    cups.run('cupsdisable', '-r', 'Being cleaned', 'PDF');
    const id = await print('PDF');
    expect(await become('stopped')).toMatchObject({ wants: ['resume'] });
    const list = await world.calls.listPrinters({}, OLA);
    expect(list).toMatchObject({
      value: {
        printers: expect.arrayContaining([
          expect.objectContaining({ name: 'PDF', isStopped: true, detail: 'Being cleaned' }),
        ]),
      },
    });
    expect(await world.calls.cancelPrint({ id }, OLA)).toMatchObject({ ok: true });
    await become('cancelled');
    expect(await world.calls.cancelPrint({ id }, OLA)).toMatchObject(refused('print-ended'));
    await print('PDF');
    await become('stopped');
    world.restart();
    cups.run('cupsenable', 'PDF');
    await become('done');
    cups.printed('vm-0001-sheet');
  });

  it('is told when a queue takes no jobs, and when a job is cancelled or forgotten elsewhere', async () => {
    cups.addPdfQueue('PDF');
    cups.run('cupsreject', 'PDF');
    const order = { isTest: false, printer: 'PDF' };
    expect(await world.calls.printSheet(order, OLA)).toMatchObject(refused('print-rejecting'));
    expect(world.posted.lastPrint()).toMatchObject({ state: 'failed' });
    cups.run('cupsaccept', 'PDF');
    cups.run('cupsdisable', 'PDF');
    await print('PDF');
    await become('stopped');
    cups.run('cancel', '-a', 'PDF');
    await become('cancelled');
    await print('PDF');
    cups.run('cancel', '-a', '-x', 'PDF');
    await become('lost');
    cups.run('cupsenable', 'PDF');
  });

  /** Waits until the newest print has these words about why it waits. */
  function becomeWanting(want: PrinterWant): Promise<PrintRecord> {
    return until(`a print that wants ${want}`, () => {
      const last = world.posted.lastPrint();
      return Promise.resolve(last?.wants.includes(want) === true ? last : undefined);
    });
  }

  it('says why a print waits: its queue holds new ones, or it is held until an hour', async () => {
    cups.addPdfQueue('PDF');
    const resume = (): void => {
      cups.run('lp', '-i', `PDF-${String(world.posted.lastPrint()?.job)}`, '-H', 'resume');
    };
    cups.run('cupsdisable', '--hold', 'PDF');
    await print('PDF');
    expect(await becomeWanting('release')).toMatchObject({ state: 'waiting', wants: ['release'] });
    const list = await world.calls.listPrinters({}, OLA);
    expect(list).toMatchObject({
      value: {
        printers: expect.arrayContaining([
          expect.objectContaining({ name: 'PDF', wants: ['release'] }),
        ]),
      },
    });
    expect((await sheet()).last).toBeUndefined();
    cups.run('cupsenable', '--release', 'PDF');
    resume();
    await become('done');
    cups.printed('vm-0001-sheet');
    cups.run('lpadmin', '-p', 'PDF', '-o', 'job-hold-until-default=night');
    await print('PDF');
    expect(await becomeWanting('later')).toMatchObject({ state: 'waiting' });
    resume();
    await become('done');
    cups.printed('vm-0001-sheet');
    cups.run('lpadmin', '-p', 'PDF', '-o', 'job-hold-until-default=no-hold');
  });

  it('says what the printer wants to a print that waits behind another one', async () => {
    const putPaperIn = cups.addEmptyTray('Slow');
    await print('Slow');
    await becomeWanting('paper');
    await print('Slow');
    await becomeWanting('paper');
    expect(world.posted.lastPrint()).toMatchObject({ state: 'waiting' });
    putPaperIn();
    await become('done');
  });

  it('gives nothing to a printer that has no such paper: it would print it in another size', async () => {
    cups.addA4Queue('OnlyA4');
    cups.run('cupsdisable', 'OnlyA4');
    const id = await print('OnlyA4');
    await become('stopped');
    await world.calls.cancelPrint({ id }, OLA);
    await become('cancelled');
    world.set('sheetPaper', 'A5');
    const order = { isTest: false, printer: 'OnlyA4' };
    expect(await world.calls.printSheet(order, OLA)).toMatchObject(refused('print-size'));
    expect(world.posted.lastPrint()).toMatchObject({ state: 'wrongSize', wants: [] });
    expect((await sheet()).last).toBeUndefined();
    expect(cups.run('lpstat', '-o', 'OnlyA4')).toBe('');
  });
});
