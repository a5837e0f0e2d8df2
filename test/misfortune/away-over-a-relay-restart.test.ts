import { expect, test } from 'vitest';
import { availabilityText } from '../../src/relay/machines/availability-texts.ts';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['away-over-a-relay-restart'];

test('what the app shows is what is so, however often relay and machine start', async () => {
  await withHouse({}, async (house) => {
    const shown = (): string | undefined => house.vipps.listQrs()[0]?.locationDescription;
    const shownAs = (text: string): Promise<void> => house.until(text, () => shown() === text);
    expect(shown()).toBe('Hall');
    await house.stopKiosk();
    await shownAs(availabilityText('outOfOrder', 'NO'));
    await house.stopRelay();
    await house.startRelay();
    expect(shown()).toBe(availabilityText('outOfOrder', 'NO'));
    await house.startKiosk();
    await shows(house, 'ready');
    await shownAs('Hall');
    await prove(house, await choose(house, 'A1'), MODE);
  });
});
