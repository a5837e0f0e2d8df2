import { expect, test } from 'vitest';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { openOperatorHook } from '../support/operator-hook.ts';
import { prove } from '../support/house/prove.ts';
import { connectStranger, copiedCredential } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['credential-used-twice'];

test('the copy is refused and gets no customer; the operator is told once', async () => {
  const hook = await openOperatorHook();
  const alerts = { webhook: { url: hook.url, secret: undefined }, email: undefined };
  await withHouse({ alerts }, async (house) => {
    for (let time = 0; time < 3; time += 1) {
      const copy = connectStranger(house, copiedCredential(house));
      await house.until('the refusal', () => copy.end() !== undefined);
      expect(copy.end()).toBe(409);
    }
    await prove(house, await choose(house, 'A1'), MODE);
    await house.advance(31_000);
    expect(hook.received).toHaveLength(1);
    expect(hook.received[0]?.body).toContain('credentialUsedTwice');
  });
  await hook.close();
});

test('an honest machine whose line died without a word is back within a minute, and nobody is told', async () => {
  await withHouse({}, async (house) => {
    house.relayCable().freeze();
    await house.advance(32_000);
    house.relayCable().mend();
    await house.until('the machine to be back', () => house.kiosk().state === 'ready', 60_000);
    await shows(house, 'ready');
    expect(house.log.tail(400)).not.toContain('two places');
    await prove(house, await choose(house, 'A1'), MODE);
  });
});
