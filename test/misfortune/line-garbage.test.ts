import { expect, test } from 'vitest';
import { approvals, choose, request, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['line-garbage'];

test('from the start-up to the drop: the sale is as any other', async () => {
  await withHouse({ isOff: true }, async (house) => {
    house.machine.setBehaviour('garbage', true);
    house.machine.setBehaviour('double-ack', true);
    await house.startKiosk();
    const shown = await shows(house, 'ready');
    expect(shown.reasons).toEqual([]);
    await prove(house, await choose(house, 'A1'), MODE);
    expect(approvals(house)).toBe(1);
    expect(house.stockOf('A1')).toBe(7);
    expect(house.log.notes().some((note) => note.event === 'vend.noise-on-adapter-line')).toBe(
      true,
    );
  });
});

test('in always idle too', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.setBehaviour('garbage', true);
    house.machine.press('A2');
    await scan(house);
    const { reference, requested } = await request(house);
    expect(requested).toBe(2000);
    house.vipps.approve(reference);
    await prove(house, reference, MODE);
    expect(house.machine.dispensed()).toHaveLength(1);
  });
});
