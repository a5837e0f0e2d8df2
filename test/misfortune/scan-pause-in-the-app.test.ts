import { expect, test } from 'vitest';
import { availabilityText } from '../../src/relay/machines/availability-texts.ts';
import { choose, request, scan, settled, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['scan-pause-in-the-app'];

test('the app says that the machine pauses, and that it does no longer', async () => {
  await withHouse({}, async (house) => {
    const shown = (): string | undefined => house.vipps.listQrs()[0]?.locationDescription;
    for (let time = 0; time < 3; time += 1) {
      await shows(house, 'ready');
      expect(await scan(house)).toBe(200);
      const { reference } = await request(house);
      house.vipps.decline(reference);
      await settled(house, reference);
    }
    await house.until(
      'the pause in the app',
      () => shown() === availabilityText('shortPause', 'NO'),
      5_000,
    );
    await house.until('the end of it', () => shown() === 'Hall', 60_000);
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), MODE);
    technicianRead(house, MODE);
  });
});
