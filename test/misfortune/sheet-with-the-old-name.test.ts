import { DEFAULT_SETTINGS } from '#core/settings/settings.ts';
import { currentSheet } from '#core/kiosk/sheet-state.ts';
import { openDatabase } from '#sqlite/database.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { createPrintHistory } from '../../src/main/store/print-history.ts';
import { MACHINE, type House } from '../support/house/house.ts';
import { withHouse } from '../support/house/people.ts';
import { proveTurnedAway } from '../support/house/prove.ts';
import { LAW_MODES } from './modes/law.ts';

const MODE = LAW_MODES['sheet-with-the-old-name'];

/** What hangs on the machine was printed in this moment, as it was then. */
function print(house: House): string | undefined {
  const { location, currency, qr, slots, atMs } = house.kiosk();
  const code = qr?.content;
  const settings = DEFAULT_SETTINGS;
  const sources = { machineId: MACHINE, location, currency, code, settings, slots, atMs };
  const content = currentSheet(sources);
  if (content === undefined) throw new Error('The QR is not known.');
  const path = join(house.dataDir(), 'kiosk.db');
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  createPrintHistory(database).note({
    ...{ atMs, by: 'Ada', what: 'sheet', paper: 'A4', way: 'stick' },
    ...{ target: 'sheet.pdf', state: 'done', content },
  });
  database.close();
  return content.brand;
}

test('a sheet with the name MobilePay is out of date from 12 January 2027 on, in the market’s own night', async () => {
  await withHouse({ unit: { market: 'DK' } }, async (house) => {
    await house.until('the QR', () => house.kiosk().qr !== undefined);
    const lastMinute = Date.parse('2027-01-11T22:59:00Z');
    house.wall.jump(lastMinute - house.kiosk().atMs);
    expect(print(house)).toBe('MobilePay');
    expect(house.kiosk().sheet).toBe('current');
    house.wall.jump(2 * 60_000);
    expect(house.kiosk().sheet).toBe('outdated');
    expect(print(house)).toBe('Vipps');
    expect(house.kiosk().sheet).toBe('current');
    await proveTurnedAway(house, MODE);
  });
});
