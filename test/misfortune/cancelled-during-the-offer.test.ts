import { expect, test } from 'vitest';
import { approvals, ledgerOf, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['cancelled-during-the-offer'];

test('the webhook has no key: Vipps is asked, the offer ends and nothing drops', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.vipps.actInPortal(reference, 'cancel');
    await house.run(house.vipps.whenQuiet());
    house.machine.press('A1');
    await prove(house, reference, MODE);
    expect(house.machine.dispensed()).toEqual([]);
    expect(approvals(house)).toBe(0);
    await shows(house, 'ready');
  });
});

test('no webhook of it comes: the capture is refused, and a person is told', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.vipps.setBehaviour('webhook-lost');
    house.vipps.actInPortal(reference, 'cancel');
    house.machine.press('A1');
    await house.until('the end', () => house.sales().at(-1)?.state === 'settled', 600_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
    const kinds = house.reviews().map(({ kind }) => kind);
    expect(kinds).toContain('captureRefused');
  });
});
