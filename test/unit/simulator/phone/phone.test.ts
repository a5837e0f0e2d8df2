import { receiptPath } from '#contract/vipps/calls.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { expect, test } from 'vitest';
import { createPhone, type Phone } from '../../../../src/simulator/phone/phone.ts';
import { withVipps, type VippsWorld } from '../vipps/vipps-world.ts';

const REFERENCE = 'vm0001-aaaa';

function phoneOf({ clock, vipps }: VippsWorld): Phone {
  return createPhone({ clock, vipps, machine: { dispensed: () => [] } });
}

test('a machine that cannot be reached says so to whoever scans, and charges nothing', () =>
  withVipps(async (world) => {
    const phone = phoneOf(world);
    expect(phone.view().title).toBe('Scan the code on the machine.');
    await phone.scan('vm0001');
    expect(phone.view().title).toBe('This code is not known.');
    await world.putQr();
    await phone.scan('vm0001');
    expect(phone.view().title).toBe('The machine cannot be reached. Nothing is charged.');
  }));

test('the phone goes from the scan to the receipt with the amounts of the ledger', () =>
  withVipps(async (world) => {
    const { clock, register, putQr, create, capture, cancel, call, vipps } = world;
    const phone = phoneOf(world);
    await register();
    await putQr();
    const { customerToken } = await phone.scan('vm0001');
    expect(phone.view().title).toBe('Waiting for the machine …');
    clock.advance(10);
    if (customerToken === undefined) throw new Error('No token');
    await create(REFERENCE, { customerToken });
    expect(phone.view()).toMatchObject({
      title: 'Reserve 50.00 NOK?',
      request: { reference: REFERENCE, requested: 5_000 },
      receipt: [],
    });
    vipps.control.approve(REFERENCE);
    expect(phone.view().request).toBeUndefined();
    await capture(REFERENCE, 2_500);
    await cancel(REFERENCE);
    const receipt = buildReceipt({
      currency: 'NOK',
      productName: 'Sjokolade 60 g',
      productId: '11',
      priceMinor: 2_500,
      vatRateHundredths: 1_500,
      machineId: 'vm0001',
      receiptNumber: REFERENCE,
    });
    await call('POST', receiptPath(REFERENCE), { body: receipt });
    expect(phone.view()).toMatchObject({
      title: 'You paid 25.00; 25.00 came back.',
      receipt: [
        { text: 'Sjokolade 60 g', amount: '25.00' },
        { text: 'of which VAT 15 %', amount: '3.26' },
      ],
    });
  }));
