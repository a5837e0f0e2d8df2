import { expect, test } from 'vitest';
import { enrol } from '../../../src/main/gateway/relay-enrolment.ts';
import { createSystemClock } from '../../../src/main/runtime/clock.ts';
import type { House } from '../../support/house/house.ts';
import { choose, scanToCredit, withHouse } from '../../support/house/people.ts';

/** Another PC is enrolled as the machine. @returns what the relay tells it of the one before */
async function replace(house: House) {
  const code = await house.newCode();
  const order = { relayUrl: house.relayUrl(), code, clock: createSystemClock() };
  const answer = await house.run(enrol(order));
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.before;
}

test('a PC that another one replaces ends its offer, says why it sells no more, and does not forget it', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    const before = await replace(house);
    expect(before?.payments.map((payment) => payment.reference)).toEqual([reference]);
    await house.until('the old PC to hear of it', () => house.kiosk().reasons.includes('replaced'));
    await house.until('the credit to be gone', () => !house.canChoose());
    expect(house.journalOf(reference)).toContain('kiosk.replaced');
    house.machine.press('A1');
    await house.advance(60_000);
    expect(house.vends()).toEqual([]);
    expect(house.kiosk().relay.detail).toBe('another PC is enrolled as this machine now');
    // Its calls move no money: the reservation is the other PC's to release.
    expect(house.ledger()[0]).toMatchObject({ released: 0, captured: 0 });

    await house.stopRelay();
    await house.cutPower();
    await house.startKiosk();
    expect(house.kiosk().reasons).toContain('replaced');
  });
});

test('what is on its way through the machine when it hears so is written down, and charged by nobody', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the vend', () => house.vends().length === 1);
    await replace(house);
    await house.until('the old PC to hear of it', () => house.kiosk().reasons.includes('replaced'));
    await house.until('the drop', () => house.journalOf(reference).includes('vend.succeeded'));
    await house.advance(120_000);
    expect(house.ledger()[0]).toMatchObject({ captured: 0 });
  });
});
