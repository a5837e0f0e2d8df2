import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCatalogue } from '../../src/main/cli/catalogue.ts';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['catalogue-file-misread'];
const HEADER = 'selection;item;product;price;vatRate;stock;capacity;minimumAge';

/** As people have them: thousands grouped, a rate as a fraction, another encoding, a selection twice. */
const FILES: readonly (readonly [text: string | Uint8Array, sentence: string])[] = [
  [`${HEADER}\nA1;1;Cola;1.500;25;9;9;0\n`, 'can be read as 1.50 or as 1,500.00'],
  [`${HEADER}\nA1;1;Cola;30,00;0,25;9;9;0\n`, 'for 25 percent write 25'],
  [
    Buffer.from(`${HEADER}\r\nA1;1;Br\u00bfd;30,00;25;9;9;0\r\n`, 'latin1'),
    'Line 2, column 3 (product)',
  ],
  [`${HEADER}\nA1;1;Cola;30;25;9;9;0\na1;2;Fanta;30;25;9;9;0\n`, 'stands in line 2 already'],
];

test('a file that can be read in two ways changes nothing: the next customer pays the price that stands', async () => {
  await withHouse({}, async (house) => {
    const path = join(house.dataDir(), 'people.csv');
    for (const [text, sentence] of FILES) {
      writeFileSync(path, text);
      await expect(
        runCatalogue(['import', path, '--data-dir', house.dataDir()]),
      ).rejects.toMatchObject({
        code: 'input/invalid',
        message: expect.stringContaining(sentence),
      });
    }
    await prove(house, await choose(house), MODE);
  });
});
