import { openDatabase } from '#sqlite/database.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSlots } from '../../src/main/store/catalogue.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import type { House } from '../support/house/house.ts';
import { request, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { replaceSlots } from '../support/slots.ts';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-before-approval'];

/** Somebody gives every slot another product and price while the machine is dark. */
function changeEverything(house: House): void {
  const path = join(house.dataDir(), 'kiosk.db');
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  replaceSlots(
    database,
    readSlots(database).map((slot) => ({ ...slot, product: 'Something else', priceMinor: 100 })),
  );
  database.close();
}

test('the customer is sold what they were offered when they scanned', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    const offered = house.slots().find(({ selection }) => selection === 'A1');
    await house.until('the approval to be awaited', () => {
      return house.kiosk().sale?.state === 'awaitingApproval';
    });
    await house.cutPower();
    changeEverything(house);
    await house.startKiosk();
    await house.until('the machine', () => house.kiosk().hardware.machine === 'enabled');
    expect(house.kiosk().sale).toMatchObject({ reference, state: 'awaitingApproval' });
    house.vipps.approve(reference);
    await house.until('the credit at the machine', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    const sale = house.sales().find((one) => one.reference === reference);
    expect(sale).toMatchObject({ product: offered?.product, captured: offered?.priceMinor });
    // What differs from the machine’s own price is told: nothing did, at the scan.
    expect(house.reviews()).toEqual([]);
  });
});
