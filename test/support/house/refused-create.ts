import { expect } from 'vitest';
import type { FailureMode } from '../../misfortune/modes/failure-mode.ts';
import { choose, scan, shows, withHouse } from './people.ts';
import { prove, proveRefused } from './prove.ts';

/** Vipps refuses the create with this code: nothing is reserved, and the next customer is served. */
export function proveCreateRefused(code: string, mode: FailureMode): Promise<void> {
  return withHouse({}, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'create', code, times: 1 });
    expect(await scan(house)).toBe(200);
    await proveRefused(house, mode);
    expect(house.kiosk().reviewCount).toBe(mode.reviews.length);
    expect(house.machine.dispensed()).toEqual([]);

    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), {
      ...mode,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
  });
}
