import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { mailTo, openMailServer } from '../../support/mail-server.ts';
import { openOperatorHook } from '../../support/operator-hook.ts';
import { choose, ledgerOf, settled, withHouse } from '../../support/house/people.ts';

const HOUR_MS = 3_600_000;

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

test('money that is not settled: the technician after an hour, the operator after half a day, once each', async () => {
  const hook = await openOperatorHook(2);
  closing.push(() => hook.close());
  const mail = await openMailServer({ isTlsOffered: false });
  closing.push(() => mail.close());
  const alerts = {
    webhook: { url: hook.url, secret: 'operator-secret' },
    email: mailTo(mail.port),
  };
  await withHouse({ alerts }, async (house) => {
    house.vipps.setBehaviour('status-503', { operation: 'capture' });
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(HOUR_MS - 60_000);
    expect(house.reviews()).toEqual([]);
    await house.advance(2 * 60_000);
    expect(house.reviews()).toMatchObject([{ reference, kind: 'settlementOverdue' }]);
    expect(hook.received).toEqual([]);

    // The power fails before the operator is told; the age of the outstanding money does not. The kiosk goes on asking Vipps.
    await house.cutPower();
    await house.startKiosk();
    await house.advance(11 * HOUR_MS - 8 * 60_000);
    await house.advance(5 * 60_000);
    expect([hook.received, mail.mails]).toEqual([[], []]);
    await house.advance(10 * 60_000);
    await house.until(
      'the operator to be told',
      () => hook.received.length > 0 && mail.mails.length > 0,
    );
    const [told] = hook.received;
    const body: unknown = JSON.parse(told?.body ?? '');
    expect(body).toMatchObject({
      machineId: 'vm-0001',
      kind: 'settlementOverdue',
      reference,
      amount: 3500,
      currency: 'NOK',
    });
    const hex = createHmac('sha256', 'operator-secret')
      .update(told?.body ?? '')
      .digest('hex');
    expect(told?.signature).toBe(`sha256=${hex}`);
    expect(mail.mails[0]).toContain(reference);

    // It is told again by a machine that starts again, and still reaches the operator once.
    await house.cutPower();
    await house.startKiosk();
    await house.advance(HOUR_MS / 4);
    expect([hook.received.length, mail.mails.length]).toEqual([1, 1]);

    house.vipps.clearBehaviour('status-503');
    const sale = await settled(house, reference);
    expect(sale).toMatchObject({ outcome: 'sold', captured: 3000 });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500, open: 0 });
  });
}, 600_000);
