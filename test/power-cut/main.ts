import { openDatabase } from '#sqlite/database.ts';
import { writeSync } from 'node:fs';
import { createSlotsCalls } from '../../src/main/service/slots.ts';
import { readPlacedSlots } from '../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';

/** Raises every price at once, again and again, as the screen does it, and tells each change that is done; until it is killed. */

const [path = ''] = process.argv.slice(2);
const ADA = { personId: 'p1', name: 'Ada', role: 'owner' } as const;

const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
const slots = (): ReturnType<typeof readPlacedSlots> => readPlacedSlots(database);
const calls = createSlotsCalls({
  changes: createAuditLog(database, { nowMs: () => Date.now() }),
  slots,
  terms: () => ({
    currency: 'NOK',
    capMinor: undefined,
    vatDay: { market: 'NO', day: '2026-11-26' },
  }),
  chosen: () => undefined,
  onChange: () => undefined,
});
writeSync(1, '0\n');
for (;;) {
  const edits = slots().map(({ slot: { selection, priceMinor } }) => ({
    selection,
    seen: { priceMinor },
    to: { priceMinor: priceMinor + 100 },
  }));
  const done = await calls.editSlots({ edits }, ADA);
  if (!done.ok) throw new Error(done.error.message);
  writeSync(1, `${String(done.value.sequence)}\n`);
}
