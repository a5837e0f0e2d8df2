import { openDatabase, schemaVersionOf } from '#sqlite/database.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../../src/main/store/kiosk-schema.ts';
import type { House } from '../../support/house/house.ts';
import { choose, settled, shows, withHouse } from '../../support/house/people.ts';

/** As the version after this one would expand: columns with defaults, a table, an index and a trigger on what this one writes. */
const NEXT = [
  ...KIOSK_MIGRATIONS,
  `ALTER TABLE sale ADD COLUMN later INTEGER NOT NULL DEFAULT 7;
   ALTER TABLE journal ADD COLUMN later TEXT;
   ALTER TABLE slot ADD COLUMN later TEXT NOT NULL DEFAULT '';
   CREATE INDEX sale_later ON sale (later, started_at);
   CREATE TABLE later (reference TEXT PRIMARY KEY) STRICT;
   CREATE TRIGGER later_sales AFTER INSERT ON sale BEGIN INSERT INTO later VALUES (NEW.reference); END;`,
];

function updateDatabase(house: House): void {
  const path = join(house.dataDir(), 'kiosk.db');
  openDatabase({ path, migrations: NEXT, runsFrom: KIOSK_MIGRATIONS.length }).close();
}

test('a version that was gone back to sells on the database of the one after it, and that one goes on with it', async () => {
  await withHouse({}, async (house) => {
    await shows(house, 'ready');
    const first = await choose(house, 'A1');
    await settled(house, first);
    await house.stopKiosk();
    updateDatabase(house);
    await house.startKiosk();
    await shows(house, 'ready');
    const second = await choose(house, 'A2');
    expect(await settled(house, second)).toMatchObject({ outcome: 'sold' });
    await house.stopKiosk();
    updateDatabase(house);
    expect(schemaVersionOf(join(house.dataDir(), 'kiosk.db'))).toBe(NEXT.length);
    expect(house.sales().map(({ reference }) => reference)).toEqual([first, second]);
  });
});
