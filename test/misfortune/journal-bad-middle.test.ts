import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import Libsql from 'libsql';
import { KIOSK_PAGE_BYTES } from '../../src/main/store/kiosk-schema.ts';
import type { House } from '../support/house/house.ts';
import { choose, ledgerOf, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['journal-bad-middle'];
const PAGE_BYTES = KIOSK_PAGE_BYTES;

const fileOf = (house: House): string => join(house.dataDir(), 'kiosk.db');

/** Two products have dropped and are not charged yet; the kiosk has no power. */
async function twoOpenSales(house: House): Promise<readonly [string, string]> {
  house.vipps.setBehaviour('hang', { operation: 'capture' });
  const first = await choose(house, 'A1');
  await shows(house, 'ready');
  const second = await choose(house, 'A2');
  await shows(house, 'ready');
  await house.cutPower();
  house.vipps.clearBehaviour('hang');
  alter(house, 'PRAGMA wal_checkpoint(TRUNCATE)');
  return [first, second];
}

function alter(house: House, sql: string): void {
  const file = new Libsql(fileOf(house));
  file.exec(sql);
  file.close();
}

async function doesNotSell(house: House): Promise<void> {
  await house.startKiosk();
  await house.advance(5_000);
  expect(house.kiosk()).toMatchObject({ state: 'notReady', reasons: ['journal-damaged'] });
  expect(await scan(house)).toBe(503);
  expect(house.ledger()).toHaveLength(2);
}

async function mended(house: House, whole: Uint8Array, reference: string): Promise<void> {
  await house.cutPower();
  for (const rest of ['-wal', '-shm']) rmSync(`${fileOf(house)}${rest}`, { force: true });
  writeFileSync(fileOf(house), whole);
  await house.startKiosk();
  await prove(house, reference, MODE);
  await shows(house, 'ready');
}

test.each([
  ['an entry cannot be read', "SET event = '{' WHERE kind = 'vend.succeeded' AND reference"],
  ['an entry is of a kind nobody knows', `SET event = '{"kind":"x"}' WHERE reference`],
])('%s: the other sale is settled, nothing is sold', async (_what, change) => {
  await withHouse({}, async (house) => {
    const [first, second] = await twoOpenSales(house);
    const whole = readFileSync(fileOf(house));
    alter(house, `UPDATE journal ${change} = '${first}'`);
    await doesNotSell(house);
    await prove(house, second, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, first)).toMatchObject({ captured: 0, open: 3500 });
    await mended(house, whole, first);
  });
});

test.each([
  ['the beginning of a sale', "kind = 'customer.checkedIn' AND reference = "],
  ['every entry of a sale', 'reference = '],
])('%s is gone: nothing is sold, and its money is not touched', async (_what, where) => {
  await withHouse({}, async (house) => {
    const [first] = await twoOpenSales(house);
    const whole = readFileSync(fileOf(house));
    alter(house, `DELETE FROM journal WHERE ${where}'${first}'`);
    await doesNotSell(house);
    expect(ledgerOf(house, first)).toMatchObject({ captured: 0, open: 3500 });
    await mended(house, whole, first);
  });
});

test('an entry in the middle is gone: nothing is sold, and no reservation stays', async () => {
  await withHouse({}, async (house) => {
    const [first, second] = await twoOpenSales(house);
    alter(house, `DELETE FROM journal WHERE kind = 'vend.succeeded' AND reference = '${first}'`);
    await doesNotSell(house);
    await prove(house, second, MODE);
    await house.until('the release', () => ledgerOf(house, first).open === 0);
    expect(house.reviews()).toMatchObject([{ reference: first, kind: 'unknownOutcome' }]);
  });
});

function spoilPagesWith(house: House, text: string): void {
  const bytes = readFileSync(fileOf(house));
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text)) {
    const start = Math.floor(at / PAGE_BYTES) * PAGE_BYTES;
    bytes.fill(0, start, start + PAGE_BYTES);
  }
  writeFileSync(fileOf(house), bytes);
}

test('pages of the journal are damaged: nothing is sold; with the file mended nothing is lost', async () => {
  await withHouse({}, async (house) => {
    const [first, second] = await twoOpenSales(house);
    const whole = readFileSync(fileOf(house));
    spoilPagesWith(house, '"kind":"vend.succeeded"');
    await doesNotSell(house);
    await mended(house, whole, first);
    await prove(house, second, MODE);
  });
});

test('a page that every start needs is damaged: one sentence, and no kiosk', async () => {
  await withHouse({}, async (house) => {
    await twoOpenSales(house);
    spoilPagesWith(house, 'Chocolate');
    await expect(house.startKiosk()).rejects.toMatchObject({
      code: 'store/corrupt',
      message: `The database ${fileOf(house)} cannot be used: database disk image is malformed.`,
    });
    await house.advance(5_000);
    expect(await scan(house)).toBe(503);
    expect(house.ledger()).toMatchObject([
      { captured: 0, open: 3500 },
      { captured: 0, open: 3500 },
    ]);
  });
});
