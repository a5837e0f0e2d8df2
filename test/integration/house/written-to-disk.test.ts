import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { House } from '../../support/house/house.ts';
import { choose, settled, shows, withHouse } from '../../support/house/people.ts';
import { commitsInWal } from '../../support/wal.ts';

/** Half of them is the first sales of an empty database; `npm run bench -- kiosk` measures what reaches the disk. */
const MOST_BYTES_A_SALE = 56 * 1024;
const MOST_COMMITS_A_SALE = 15;
const MOST_BYTES_IDLE = 4 * 1024;

function written(house: House): { readonly commits: number; readonly bytes: number } {
  const path = join(house.dataDir(), 'kiosk.db');
  const commits = existsSync(`${path}-wal`) ? commitsInWal(path) : [];
  return { commits: commits.length, bytes: commits.reduce((sum, one) => sum + one.bytes, 0) };
}

test('a sale, and ten minutes without one, wear the flash memory little', async () => {
  await withHouse({}, async (house) => {
    await shows(house, 'ready');
    const before = written(house);
    await settled(house, await choose(house, 'A1'));
    await house.advance(20_000);
    const sold = written(house);
    expect(sold.bytes - before.bytes).toBeLessThan(MOST_BYTES_A_SALE);
    expect(sold.commits - before.commits).toBeLessThan(MOST_COMMITS_A_SALE);

    await shows(house, 'ready');
    await house.advance(600_000);
    const later = written(house);
    expect(later.bytes - sold.bytes).toBeLessThan(MOST_BYTES_IDLE);
  });
});
