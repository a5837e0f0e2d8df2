import { openDatabase } from '#sqlite/database.ts';
import { readFileSync, writeSync } from 'node:fs';
import { createCatalogueFiles } from '../../src/main/composition/catalogue-files.ts';
import { createKioskStores } from '../../src/main/composition/open-stores.ts';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { createRefillCalls } from '../../src/main/service/refill.ts';
import { createSlotsCalls } from '../../src/main/service/slots.ts';
import { readPlacedSlots, readSlots } from '../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';

/**
 * Raises every price, refills every slot, or imports one file and another in turn, as the screen does it, and tells each
 * change that is done; until it is killed. `<database> prices`, `<database> refill <empty> <full>` or
 * `<database> import <file> <other file>`.
 */

const [path = '', work = '', one = '', other = ''] = process.argv.slice(2);
const ADA = {
  personId: 'p1',
  name: 'Ada',
  role: work === 'prices' ? 'owner' : 'technician',
} as const;

const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
const clock = createSystemClock();
const changes = createAuditLog(database, clock);
const slots = (): ReturnType<typeof readSlots> => readSlots(database);

const refills = createRefillCalls({
  changes,
  slots,
  sticks: {
    list: () => Promise.resolve([]),
    files: () => Promise.resolve({ ok: false, error: 'usb-none' }),
    read: () => Promise.resolve({ ok: false, error: 'usb-none' }),
    write: () => Promise.resolve({ ok: false, error: 'usb-none' }),
  },
  clock,
  machineId: 'vm-0001',
  pickListText: () => '',
  onChange: () => undefined,
});

async function refill(count: number): Promise<number | undefined> {
  const counts = slots().map(({ selection, stock }) => ({ selection, count, seen: stock }));
  const done = await refills.saveRefill({ counts }, ADA);
  if (!done.ok) throw new Error(done.error.message);
  return done.value.sequence;
}

const placed = (): ReturnType<typeof readPlacedSlots> => readPlacedSlots(database);
const shelf = createSlotsCalls({
  changes,
  placedSlots: placed,
  clock: { nowMs: () => Date.parse('2026-11-26T12:00:00Z') },
  snapshot: () => ({ currency: 'NOK', capMinor: undefined, sale: undefined }),
  onChange: () => undefined,
});

async function raise(): Promise<number | undefined> {
  const edits = placed().map(({ slot: { selection, priceMinor } }) => ({
    selection,
    seen: { priceMinor },
    to: { priceMinor: priceMinor + 100 },
  }));
  const done = await shelf.editSlots({ edits }, ADA);
  if (!done.ok) throw new Error(done.error.message);
  return done.value.sequence;
}

const files = createCatalogueFiles(createKioskStores(database, clock), clock);

function bring(file: string): Promise<number | undefined> {
  const read = files.read(readFileSync(file));
  if (!read.ok) throw new Error(`${file} has faults.`);
  const done = files.bring(read.value, { by: 'Ada', detail: file });
  if (!done.ok) throw new Error(done.error);
  return Promise.resolve(done.value);
}

function perform(given: string): Promise<number | undefined> {
  if (work === 'prices') return raise();
  return work === 'refill' ? refill(Number(given)) : bring(given);
}

writeSync(1, '0\n');
for (;;) {
  for (const given of [one, other]) {
    const sequence = await perform(given);
    if (sequence !== undefined) writeSync(1, `${String(sequence)}\n`);
  }
}
