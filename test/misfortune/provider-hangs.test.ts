import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['provider-hangs'];

test.each(['create', 'capture', 'cancel', 'receipt'] as const)(
  '%s hangs: given up, and made again under its key',
  async (operation) => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('hang', { operation, times: 1 });
      const reference = await choose(house, 'A1');
      await prove(house, reference, MODE);
      if (operation === 'capture') technicianRead(house, MODE);
      expect(house.ledger()).toHaveLength(1);
    });
  },
);

test.each(['create', 'capture', 'cancel', 'get'] as const)(
  '%s is slow: waited for',
  async (operation) => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('slow', { operation, times: 2 });
      await prove(house, await choose(house, 'A1'), MODE);
    });
  },
);
