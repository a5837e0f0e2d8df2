import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { openOperatorHook } from '../support/operator-hook.ts';
import { prove } from '../support/house/prove.ts';
import { addStranger, connectStranger, copiedCredential } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['alert-that-makes-no-sense'];

test('it is passed over, its flood waits, and the next alert of another machine reaches the operator', async () => {
  const hook = await openOperatorHook();
  const alerts = { webhook: { url: hook.url, secret: undefined }, email: undefined };
  await withHouse({ alerts }, async (house) => {
    const mad = connectStranger(house, await addStranger(house, 'vm-0002'));
    await house.until('the connection', () => mad.isOpen());
    const alert = { type: 'alert', kind: 'machineFault', detail: 'Call this number now' };
    mad.send({ ...alert, id: 'p', sinceMs: 1e300 });
    for (let count = 0; count < 100; count += 1) {
      mad.send({ ...alert, id: `a${String(count)}`, sinceMs: 5 });
    }
    await house.advance(1_000);
    expect(mad.end()).toBeUndefined();
    // The relay has something to say about another machine: somebody uses its credential too.
    const copy = connectStranger(house, copiedCredential(house));
    await house.until('the refusal of the copy', () => copy.end() !== undefined);
    await house.advance(31_000);
    expect(hook.received.filter(({ body }) => body.includes('credentialUsedTwice'))).toHaveLength(
      1,
    );
    expect(hook.received.filter(({ body }) => body.includes('vm-0002')).length).toBeLessThan(25);
    expect(hook.received.map(({ body }) => body).join()).not.toContain('Call this number');
    mad.close();
    await prove(house, await choose(house, 'A1'), MODE);
  });
  await hook.close();
});
