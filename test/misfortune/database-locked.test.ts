import { expect, test } from 'vitest';
import Libsql from 'libsql';
import { join } from 'node:path';
import type { House } from '../support/house/house.ts';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['database-locked'];

/** A backup program, or a person with a database browser, that does not let go. */
function holdJournal(house: House): () => void {
  const other = new Libsql(join(house.dataDir(), 'kiosk.db'));
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

test('at the drop: it is kept in memory, and charged when the other program lets go', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the approval', () => approvals(house) === 1);
    const clearHeldSelection = holdJournal(house);
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    expect(house.kiosk()).toMatchObject({ state: 'busy', reasons: ['store-unwritable'] });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });
    clearHeldSelection();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.stockOf('A1')).toBe(7);
    await shows(house, 'ready');
  });
});
