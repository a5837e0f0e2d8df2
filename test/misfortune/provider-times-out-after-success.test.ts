import { expect, test } from 'vitest';
import { choose, ledgerOf, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['provider-times-out-after-success'];

test.each(['create', 'capture', 'cancel', 'receipt', 'get'] as const)(
  'the answer to %s is lost although the work is done: repeated under its key, done once',
  async (operation) => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('answer-lost-after-work', { operation, times: 2 });
      const reference = await choose(house, 'A1');
      await prove(house, reference, MODE);
      expect(house.ledger()).toHaveLength(1);
      expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
    });
  },
);
