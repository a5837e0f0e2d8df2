import Libsql from 'libsql';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fillDisk, makeRoom, noFullDisk } from '../support/house/full-disk.ts';
import type { House } from '../support/house/house.ts';
import {
  approvals,
  choose,
  ledgerOf,
  request,
  scan,
  scanToCredit,
  settled,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['journal-unwritable-with-an-offer-open'];
const REASON = noFullDisk();
if (REASON !== undefined) process.stderr.write(`full disks are left out: ${REASON}.\n`);

afterEach(makeRoom);

/** Everything is given back and the machine waits for nobody, while nothing can be written. */
async function isGivenBack(house: House, reference: string, limitMs: number): Promise<void> {
  const isOver = (): boolean =>
    ledgerOf(house, reference).open === 0 && house.machine.view().state === 'enabled';
  await house.until('the money to be given back', isOver, limitMs);
  expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
  expect(house.kiosk().reasons).toContain('store-unwritable');
  expect(house.kiosk().sale).toBeUndefined();
  expect(await scan(house)).toBe(503);
}

/** A backup program, or a person with a database browser, that does not let go. */
function holdJournal(house: House): () => void {
  const other = new Libsql(join(house.dataDir(), 'kiosk.db'));
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

async function sellsAgain(house: House): Promise<void> {
  await shows(house, 'ready');
  const next = await choose(house, 'A2');
  await prove(house, next, { ...MODE, customerPays: 'the price', outcome: 'sold' });
}

describe.skipIf(REASON !== undefined)('a full disk', () => {
  test('nobody chooses: the offer ends when its time is over, and it is written when there is room', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      fillDisk(house);
      await isGivenBack(house, reference, 70_000);
      await house.advance(17 * 60_000);

      makeRoom();
      await prove(house, reference, MODE);
      technicianRead(house, MODE);
      await sellsAgain(house);
    });
  });

  test('a choice is denied, and the money is given back at once', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      fillDisk(house);
      house.machine.press('A1');
      await isGivenBack(house, reference, 10_000);
      expect(approvals(house)).toBe(0);
      makeRoom();
      await prove(house, reference, MODE);
      await sellsAgain(house);
    });
  });

  test('the customer approves: nothing is offered, all of it is given back at once', async () => {
    await withHouse({}, async (house) => {
      expect(await scan(house)).toBe(200);
      const { reference } = await request(house);
      fillDisk(house);
      house.vipps.approve(reference);
      await isGivenBack(house, reference, 10_000);
      makeRoom();
      await prove(house, reference, { ...MODE, outcome: 'machineNotReady' });
      await sellsAgain(house);
    });
  });

  test('nobody approves: the request is withdrawn', async () => {
    await withHouse({}, async (house) => {
      expect(await scan(house)).toBe(200);
      const { reference } = await request(house);
      fillDisk(house);
      await house.until('the withdrawal', () => house.vipps.listPending().length === 0, 140_000);
      await isGivenBack(house, reference, 10_000);
      makeRoom();
      await prove(house, reference, { ...MODE, outcome: 'notApproved' });
      await sellsAgain(house);
    });
  });

  test('the product does not drop: all of it is given back at once', async () => {
    await withHouse({}, async (house) => {
      house.machine.setBehaviour('jam', true);
      const reference = await choose(house, 'A1');
      await house.until('the approval', () => approvals(house) === 1);
      fillDisk(house);
      await house.until('the release', () => ledgerOf(house, reference).open === 0, 30_000);
      makeRoom();
      await prove(house, reference, { ...MODE, outcome: 'vendFailed' });
      expect(house.slots().find(({ selection }) => selection === 'A1')?.failures).toBe(1);
      house.machine.setBehaviour('jam', false);
      await sellsAgain(house);
    });
  });

  test('the power goes before it could be written: the same order is given again, and does nothing twice', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      fillDisk(house);
      await isGivenBack(house, reference, 70_000);
      makeRoom();
      await house.cutPower();
      await house.startKiosk();
      await prove(house, reference, { ...MODE, outcome: 'restarted' });
      expect(ledgerOf(house, reference)).toMatchObject({ released: 3500, open: 0 });
      await sellsAgain(house);
    });
  });

  test('the program is stopped: the money is given back before it ends', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      fillDisk(house);
      const stopping = house.stopKiosk();
      await house.run(stopping);
      expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
    });
  });
});

test('another program holds the file: the offer ends when its time is over', async () => {
  const settings = { selectionDeadlineSeconds: '5' };
  await withHouse({ settings }, async (house) => {
    const reference = await scanToCredit(house);
    const clearHeldSelection = holdJournal(house);
    await isGivenBack(house, reference, 70_000);
    clearHeldSelection();
    await prove(house, reference, MODE);
    await sellsAgain(house);
    expect(await settled(house, reference)).toMatchObject({ outcome: 'noSelection' });
  });
});
