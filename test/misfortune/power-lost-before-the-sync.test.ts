import { openDatabase } from '#sqlite/database.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import type { House } from '../support/house/house.ts';
import { request, scan, settled, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { copyAfterPowerCut } from '../support/power-cut.ts';
import { loseLastCommit } from '../support/wal.ts';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-before-the-sync'];
/** Before the customer chose. */
const RELEASED = {
  ...MODE,
  customerPays: 'nothing',
  outcome: 'restarted',
  technicianSees: ['Ready', 'nothing charged'],
} as const;

function lastStep(house: House, reference: string): string | undefined {
  return house.journalOf(reference).at(-1);
}

let copies = 0;

/** Steps of all sales in the files as they lie there; who opens a database for the last time changes them. */
function countSteps(path: string): number {
  copies += 1;
  const copy = copyAfterPowerCut(path, `${path}-${String(copies)}`, undefined);
  const database = openDatabase({ path: copy, migrations: KIOSK_MIGRATIONS });
  const row = database.first(
    z.object({ count: z.number() }),
    'SELECT count(*) AS count FROM journal',
  );
  database.close();
  return row?.count ?? 0;
}

/** The power goes, and the disk loses the newest step and what was written after it. */
async function loseStep(house: House, reference: string, kind: string): Promise<void> {
  await house.until(kind, () => lastStep(house, reference) === kind);
  await house.cutPower();
  const path = join(house.dataDir(), 'kiosk.db');
  const steps = countSteps(path);
  while (countSteps(path) === steps) loseLastCommit(path);
  expect(countSteps(path)).toBe(steps - 1);
  await house.startKiosk();
}

async function begin(house: House): Promise<string> {
  expect(await scan(house)).toBe(200);
  return (await request(house)).reference;
}

test('the payment that Vipps made: it is asked for again, and there is one', async () => {
  await withHouse({}, async (house) => {
    const reference = await begin(house);
    await loseStep(house, reference, 'payment.created');
    await shows(house, 'ready');
    await prove(house, reference, RELEASED);
    expect(house.ledger()).toHaveLength(1);
  });
});

test('the release that Vipps made: it is made once', async () => {
  await withHouse({}, async (house) => {
    const reference = await begin(house);
    house.vipps.approve(reference);
    await house.until('the credit at the machine', () => house.canChoose());
    await house.advance(2_000);
    house.vipps.setBehaviour('hang', { operation: 'get' });
    house.machine.press('A1');
    await loseStep(house, reference, 'payment.released');
    house.vipps.clearBehaviour('hang');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
  });
});

test('the receipt that Vipps took: it is posted again, and the sale ends', async () => {
  await withHouse({}, async (house) => {
    const reference = await begin(house);
    house.vipps.approve(reference);
    await house.until('the credit at the machine', () => house.canChoose());
    house.machine.press('A1');
    await settled(house, reference);
    await loseStep(house, reference, 'receipt.posted');
    await house.until('the receipt', () => lastStep(house, reference) === 'receipt.posted');
    await prove(house, reference, MODE);
  });
});

test('what Vipps says of the reservation: it is given back, as after every power cut with an offer open', async () => {
  await withHouse({}, async (house) => {
    const reference = await begin(house);
    house.vipps.approve(reference);
    await house.until('the credit at the machine', () => house.canChoose());
    await house.until(
      'the answer to GET',
      () => house.journalOf(reference).filter((kind) => kind === 'payment.authorized').length === 2,
    );
    await loseStep(house, reference, 'payment.authorized');
    await prove(house, reference, RELEASED);
  });
});
