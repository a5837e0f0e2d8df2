import { expect, test } from 'vitest';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['product-named-like-a-formula'];
const OWNER = { personId: 'anna', name: 'Anna', role: 'owner' } as const;
const CATALOGUE = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge',
  'A1,1,=1+1,30.00,15,8,10,0',
  '',
].join('\n');

test('it is sold as any other, and is a name in every file', async () => {
  await withHouse({ catalogue: CATALOGUE }, async (house) => {
    await prove(house, await choose(house, 'A1'), MODE);
    const stick = join(house.stickDir(), 'STICK');
    mkdirSync(stick, { recursive: true });
    const calls = house.calls();
    const kept = { stickId: stick, format: 'csv' } as const;
    const saved: readonly Promise<{ readonly ok: boolean }>[] = [
      calls.exportSales(kept, OWNER),
      calls.exportReport({ ...kept, period: 'day', back: 0 }, OWNER),
      calls.exportProducts({ stickId: stick }, OWNER),
    ];
    for (const save of saved) {
      expect(await house.run(save)).toMatchObject({ ok: true });
    }
    const files = readdirSync(stick);
    expect(files).toHaveLength(3);
    for (const file of files) {
      const text = readFileSync(join(stick, file), 'utf8');
      expect(text, file).toContain("'=1+1");
      expect(text, file).not.toMatch(/(^|[",])=1\+1/m);
    }
  });
});
