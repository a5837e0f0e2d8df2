import { afterEach, describe, expect, test } from 'vitest';
import { fillDisk, makeRoom, noFullDisk } from '../support/house/full-disk.ts';
import {
  approvals,
  choose,
  ledgerOf,
  scan,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove, proveNoSale } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['journal-disk-full'];
const REASON = noFullDisk();
if (REASON !== undefined) process.stderr.write(`journal-disk-full is left out: ${REASON}.\n`);

afterEach(makeRoom);

describe.skipIf(REASON !== undefined)('a full disk', () => {
  test('at the drop: it is kept in memory, and charged when there is room', async () => {
    await withHouse({}, async (house) => {
      const reference = await choose(house, 'A1');
      await house.until('the approval', () => approvals(house) === 1);
      fillDisk(house);
      await house.until('the drop', () => house.machine.dispensed().length === 1);
      await house.advance(20_000);
      expect(house.kiosk().reasons).toContain('store-unwritable');
      expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });
      expect(house.stockOf('A1')).toBe(8);
      expect(house.log.tail(5)).toContain('disk I/O error');
      expect(await scan(house)).toBe(503);

      makeRoom();
      await prove(house, reference, MODE);
      await shows(house, 'ready');
      expect(house.stockOf('A1')).toBe(7);
      expect(house.ledger()).toHaveLength(1);
    });
  });

  test('while the relay tells new terms of the sales unit: they hold in memory, and are written when there is room', async () => {
    await withHouse({}, async (house) => {
      await shows(house, 'ready');
      await house.stopRelay();
      fillDisk(house);
      await house.startRelay({}, { maxAmountCap: 9_900 });
      await house.until('the new cap', () => house.kiosk().capMinor === 9_900);
      await house.advance(30_000);
      expect(house.log.tail(200)).toContain('kiosk.relay-facts-not-kept');
      makeRoom();
      await house.stopRelay();
      await house.startRelay();
      await shows(house, 'ready');
      await house.stopRelay();
      await house.cutPower();
      await house.startKiosk();
      await house.until('the stored cap', () => house.kiosk().capMinor === 9_900);
    });
  });

  test('at the press of a selection: nothing is approved that cannot be written', async () => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      fillDisk(house);
      house.machine.press('A1');
      await house.until('the denial', () =>
        house.machine.transcript().some(({ line }) => line === 'C,VEND,-1'),
      );
      await house.advance(10_000);
      expect(approvals(house)).toBe(0);
      expect(house.machine.dispensed()).toEqual([]);
      expect(house.kiosk().reasons).toContain('store-unwritable');

      makeRoom();
      await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'noSelection' });
      technicianRead(house, MODE);
      await shows(house, 'ready');
    });
  });

  test('before a customer comes: no sale begins', async () => {
    await withHouse({}, async (house) => {
      fillDisk(house);
      expect(await scan(house)).toBe(503);
      const shown = await shows(house, 'notReady');
      expect(shown.reasons).toEqual(['store-unwritable']);
      proveNoSale(house);

      makeRoom();
      await shows(house, 'ready');
      await prove(house, await choose(house, 'A2'), MODE);
    });
  });
});
