import type { PrintRecord } from '#core/sheet/print-history.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPrintService, type PrintService } from '../support/print-service.ts';
import { createSheetWorld, OLA, type SheetWorld } from '../support/sheet-world.ts';
import { until } from '../support/stage.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['sheet-not-true-to-size'];
const SUBSTITUTED = 0x0001;
const CONFLICTING = 0x0002;
const NOT_SUPPORTED = 0x040b;
const BUSY = 0x0507;

let service: PrintService;
let world: SheetWorld;
beforeEach(async () => {
  service = await startPrintService();
  world = await createSheetWorld(service.server);
});
afterEach(async () => {
  world.close();
  await service.stop();
});

const print = () => world.calls.printSheet({ printer: 'Canteen', isTest: false }, OLA);
const refused = (code: string) => ({ ok: false, error: { refusal: { code } } });

function become(state: PrintRecord['state']): Promise<PrintRecord> {
  return until(`a print that is ${state}`, () => {
    const last = world.posted.lastPrint();
    return Promise.resolve(last?.state === state ? last : undefined);
  });
}

/** Nobody is told that a sheet hangs, and nothing of money has to do with it. */
async function expectNoSheet(): Promise<void> {
  const read = await world.calls.readSheet({}, OLA);
  expect(read).toMatchObject({ ok: true, value: { last: undefined } });
  expect(MODE).toMatchObject({ customerPays: 'nothing', outcome: undefined, reviews: [] });
}

describe('a print service that does not keep the size', () => {
  it.each([
    ['ignored or substituted something', SUBSTITUTED, []],
    ['left the scaling out', SUBSTITUTED, ['print-scaling']],
    ['left the paper out', SUBSTITUTED, ['job-name', 'media']],
    ['left the paper out without saying so in its status', 0, ['media']],
    ['found the wishes against each other', CONFLICTING, []],
  ])(
    'and %s: the job is cancelled, and nothing counts as printed',
    async (_what, status, leftOut) => {
      service.taking = { status, leftOut };
      expect(await print()).toMatchObject(refused('print-size'));
      expect(service.asked.slice(-2)).toEqual(['print', 'cancel']);
      expect(world.posted.lastPrint()).toMatchObject({ state: 'wrongSize' });
      expect(world.posted.open()).toEqual([]);
      await expectNoSheet();
    },
  );

  it('and says so before: nothing is printed', async () => {
    service.taking = { status: NOT_SUPPORTED, leftOut: ['media'] };
    expect(await print()).toMatchObject(refused('print-size'));
    expect(service.asked.at(-1)).toBe('print');
    await expectNoSheet();
  });

  it.each(['unsupported-attributes-or-values', 'conflicting-attributes'])(
    'and says so only when it is done (%s)',
    async (reasons) => {
      service.job = { status: 0, state: 9, reasons };
      expect(await print()).toMatchObject({ ok: true });
      await become('wrongSize');
      await expectNoSheet();
    },
  );

  it('and left out what is of no size: it is printed', async () => {
    service.taking = { status: SUBSTITUTED, leftOut: ['job-name'] };
    expect(await print()).toMatchObject({ ok: true });
    await become('done');
    const read = await world.calls.readSheet({}, OLA);
    expect(read).toMatchObject({ ok: true, value: { last: { target: 'Canteen' } } });
  });
});

describe('a print service that does not answer as it should', () => {
  it('is asked again while it is busy; its job is not lost', async () => {
    service.job = { status: BUSY, state: 0, reasons: 'none' };
    expect(await print()).toMatchObject({ ok: true });
    await until('it to be asked twice', () =>
      Promise.resolve(service.asked.filter((one) => one === 'job').length > 1 ? true : undefined),
    );
    expect(world.posted.lastPrint()).toMatchObject({ state: 'waiting' });
    service.job = { status: 0, state: 9, reasons: 'job-completed-successfully' };
    await become('done');
  });

  it('and wants a password is not one that is absent', async () => {
    service.httpStatus = 401;
    expect(await print()).toMatchObject(refused('print-refused'));
    await expectNoSheet();
  });

  it('and ends while a print waits: the print says what it waits for', async () => {
    service.job = { status: 0, state: 3, reasons: 'none' };
    expect(await print()).toMatchObject({ ok: true });
    await until('its turn', () =>
      Promise.resolve(world.posted.lastPrint()?.wants.includes('turn') === true ? true : undefined),
    );
    await service.stop();
    await until('the word about the service', () =>
      Promise.resolve(
        world.posted.lastPrint()?.wants.includes('service') === true ? true : undefined,
      ),
    );
    expect(world.posted.lastPrint()).toMatchObject({ state: 'waiting', wants: ['service'] });
    service = await startPrintService();
  });
});
