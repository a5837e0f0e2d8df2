import type { SheetCallMap } from '#contract/ipc/topics/sheet.ts';
import { NEW_SLOT, type Slot } from '#core/catalogue/slot.ts';
import { slotViewOf } from '#core/catalogue/slot-view.ts';
import type { Caller } from '#core/service/person.ts';
import type { PostedBook } from '#core/sheet/posted.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/main/clock.ts';
import { createMeasure } from '../../src/main/label/fonts.ts';
import { pdfOf } from '../../src/main/label/pdf.ts';
import { drawQr } from '../../src/main/label/qr-source.ts';
import { createUsbSticks } from '../../src/main/ops/usb-sticks.ts';
import { createPrinters } from '../../src/main/print/cups.ts';
import type { Handlers } from '../../src/main/service/handler.ts';
import { watchPrints, type PrintWatch } from '../../src/main/service/print-watch.ts';
import { createSheetCalls } from '../../src/main/service/sheet.ts';
import { createPostedBook } from '../../src/main/store/posted.ts';
import { readSettings } from '../../src/main/store/settings.ts';
import { createPeopleWorld, type PeopleWorld } from '../unit/main/service/people-world.ts';
import { createNoteLog } from './house/note-log.ts';
import { CODE } from './sheets.ts';

export const OLA: Caller = { personId: 'o', name: 'Ola', role: 'technician' };
const COLA: Slot = {
  ...NEW_SLOT,
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 2500,
  vatRate: 1500,
  stock: 5,
  capacity: 10,
};

/** The sheet of a machine with one slot, on a real database, real sticks and a real print service. */
export interface SheetWorld extends Pick<PeopleWorld, 'database' | 'changes'> {
  readonly calls: Handlers<SheetCallMap>;
  readonly posted: PostedBook;
  readonly prints: PrintWatch;
  /** Where sticks are mounted. */
  readonly sticks: string;
  priceMinor: number;
  /** The picture of the QR; undefined: never fetched. */
  svg: string | undefined;
  set(key: string, text: string): void;
  close(): void;
}

export async function createSheetWorld(cupsServer: string): Promise<SheetWorld> {
  const people = createPeopleWorld();
  const { database, changes } = people;
  const sticks = mkdtempSync(join(tmpdir(), 'vendskap-sheet-'));
  const clock = createSystemClock();
  const log = createNoteLog(clock).of('sheet');
  const posted = createPostedBook(database);
  const printers = createPrinters(cupsServer);
  const onChange = (): undefined => undefined;
  const prints = watchPrints({ posted, printers, clock, log, onChange });
  const world: SheetWorld = {
    database,
    changes,
    posted,
    prints,
    sticks,
    priceMinor: COLA.priceMinor,
    svg: await drawQr(CODE),
    calls: createSheetCalls({
      machineId: 'vm-0001',
      clock,
      log,
      changes,
      sticks: createUsbSticks({ clock, folder: sticks }),
      posted,
      printers,
      prints,
      settings: () => readSettings(database),
      snapshot: () => {
        const { svg, priceMinor } = world;
        const facts = { faults: [], isLikelyToJam: () => false };
        return {
          location: 'Kantine A',
          currency: 'NOK',
          qr: svg === undefined ? undefined : { svg, content: CODE, fetchedAtMs: 0 },
          slots: [slotViewOf({ ...COLA, priceMinor }, facts)],
        };
      },
      measure: createMeasure(),
      pdf: pdfOf,
      onChange,
    }),
    set: (key, text) => {
      const patch = { subject: 'setting', id: key, field: 'value', old: null, new: text } as const;
      const done = changes.apply({ kind: 'settingsChanged', by: 'Anna', patches: [patch] });
      if (!done.ok) throw new Error(done.error);
    },
    close: () => {
      prints.stop();
      people.close();
      rmSync(sticks, { recursive: true, force: true });
    },
  };
  return world;
}
