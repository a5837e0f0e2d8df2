import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['journal-torn-tail'];

/** The log that holds the newest commits. */
function tailOf(house: House): string {
  const path = join(house.dataDir(), 'kiosk.db-wal');
  if (!existsSync(path)) throw new Error('There is no log to tear.');
  return path;
}

const DAMAGES = {
  'the last commit is half written': (path: string): void => {
    truncateSync(path, readFileSync(path).length - 1_000);
  },
  'the last page is garbled': (path: string): void => {
    const bytes = readFileSync(path);
    bytes.fill(0xa5, bytes.length - 600);
    writeFileSync(path, bytes);
  },
  'a commit has only begun': (path: string): void => {
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(700, 0x5a)]));
  },
} as const;

test.each(Object.entries(DAMAGES))(
  '%s when the power goes: it counts as never written, and the sale ends rightly',
  async (_what, damage) => {
    await withHouse({}, async (house) => {
      const reference = await choose(house, 'A1');
      house.relayCable().cut();
      await house.until('the drop', () => house.machine.dispensed().length === 1);
      await house.advance(1_000);
      const before = house.journalOf(reference);
      await house.cutPower();
      damage(tailOf(house));
      await house.startKiosk();
      await shows(house, 'ready');
      const { outcome } = await provedOutcome(house, reference);
      // The row with the drop is either whole or gone: then the outcome is unknown, and nothing is charged.
      expect(['sold', 'unknownReleased']).toContain(outcome);
      expect(house.journalOf(reference).length).toBeGreaterThanOrEqual(before.length - 1);
    });
  },
);

async function provedOutcome(house: House, reference: string): Promise<{ outcome: string | null }> {
  const isEnded = (): boolean =>
    house.sales().some((sale) => sale.reference === reference && sale.state === 'settled');
  await house.until('the end', isEnded);
  const outcome = house.sales().find((sale) => sale.reference === reference)?.outcome ?? null;
  await prove(
    house,
    reference,
    outcome === 'sold'
      ? { ...MODE, customerPays: 'the price', outcome: 'sold', reviews: [] }
      : MODE,
  );
  return { outcome };
}
