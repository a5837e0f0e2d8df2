import type { LocationFault } from '#core/kiosk/location.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { SheetCallMap } from '#contract/ipc/topics/sheet.ts';
import { NEW_SLOT_DEFAULTS, type Slot } from '#core/slots/slot.ts';
import { slotViewOf } from '#core/slots/slot-view.ts';
import type { Caller } from '#core/people/person.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { openTypesetter } from '../../src/main/label/open-typesetter.ts';
import { drawQr } from '../../src/main/label/qr-source.ts';
import { createUsbSticks } from '../../src/main/ops/usb-sticks.ts';
import { createPrinters } from '../../src/main/print/cups.ts';
import type { Handlers } from '../../src/main/service/handler.ts';
import { watchPrints, type PrintWatch } from '../../src/main/service/print-watch.ts';
import { createSheetCalls } from '../../src/main/service/sheet.ts';
import { createPrintHistory } from '../../src/main/store/print-history.ts';
import { readSettings } from '../../src/main/store/settings.ts';
import { createPeopleWorld, type PeopleWorld } from '../unit/main/service/people-world.ts';
import { createNoteLog } from './house/note-log.ts';
import { CODE } from './sheets.ts';

export const OLA: Caller = { personId: 'o', name: 'Ola', role: 'technician' };
const COLA: Slot = {
  ...NEW_SLOT_DEFAULTS,
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 2500,
  vatRate: 1500,
  stock: 5,
  capacity: 10,
};

/** The sheet of a machine with one slot, on a real database, real USB folders and a real print service. */
export interface SheetWorld extends Pick<PeopleWorld, 'database' | 'changes'> {
  readonly calls: Handlers<SheetCallMap>;
  readonly posted: PrintHistory;
  /** Restarts the printing part of the program. */
  restart(): void;
  /** Where USB sticks are mounted. */
  readonly sticks: string;
  priceMinor: number;
  location: string;
  /** The relay's answer to a new location text. */
  relayAnswer: (wanted: string) => Result<string, LocationFault>;
  /** The QR image; undefined: never fetched. */
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
  const posted = createPrintHistory(database);
  const printers = createPrinters(cupsServer);
  const onChange = (): undefined => undefined;
  const watch = (): PrintWatch =>
    watchPrints({ printHistory: posted, printers, clock, log, onChange });
  let prints = watch();
  const world: SheetWorld = {
    database,
    changes,
    posted,
    restart: () => {
      prints.stop();
      prints = watch();
      prints.poll();
    },
    sticks,
    priceMinor: COLA.priceMinor,
    svg: await drawQr(CODE),
    location: 'Kantine A',
    relayAnswer: (wanted) => {
      world.location = wanted;
      return ok(wanted);
    },
    calls: createSheetCalls({
      machineId: 'vm-0001',
      clock,
      log,
      changes,
      sticks: createUsbSticks({ clock, folder: sticks }),
      printHistory: posted,
      printers,
      printWatch: {
        poll: () => {
          prints.poll();
        },
      },
      settings: () => readSettings(database),
      snapshot: () => {
        const { svg, priceMinor } = world;
        const facts = { faults: [], currency: 'NOK', isLikelyToJam: () => false } as const;
        return {
          location: world.location,
          currency: 'NOK',
          qr: svg === undefined ? undefined : { svg, content: CODE, fetchedAtMs: 0 },
          slots: [slotViewOf({ ...COLA, priceMinor }, facts)],
        };
      },
      changeLocation: (wanted) => Promise.resolve(world.relayAnswer(wanted)),
      giveCommand: (order) => people.machine.giveCommand(order),
      typesetter: openTypesetter,
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
