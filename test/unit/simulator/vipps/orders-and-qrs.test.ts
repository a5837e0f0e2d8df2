import { merchantQrPath, orderPath, receiptPath } from '#contract/vipps/calls.ts';
import { merchantQrListSchema, merchantQrSchema } from '#contract/vipps/qr.ts';
import { buildReceipt, orderSchema } from '#contract/vipps/receipt.ts';
import { describe, expect, test } from 'vitest';
import { RESTRICTED_UNIT, withVipps } from './vipps-world.ts';

const REFERENCE = 'vm0001-aaaa';
const receipt = buildReceipt({
  currency: 'NOK',
  productName: 'Water',
  productId: 'W-1',
  priceMinor: 3000,
  vatRateHundredths: 2500,
  machineId: 'vm0001',
  receiptNumber: REFERENCE,
});

describe('a receipt', () => {
  test('is taken once, whether or not the payment exists, and is found again', () =>
    withVipps(async ({ call, vipps, authorized }) => {
      expect((await call('GET', orderPath(REFERENCE))).status).toBe(404);
      const posted = await call('POST', receiptPath(REFERENCE), { body: receipt });
      expect([posted.status, typeof posted.body]).toStrictEqual([201, 'string']);
      const second = await call('POST', receiptPath(REFERENCE), { body: receipt });
      expect(second.status).toBe(409);
      const order = orderSchema.parse((await call('GET', orderPath(REFERENCE))).body);
      expect(order.receipt).toStrictEqual(receipt);
      await authorized(REFERENCE);
      expect(vipps.ledger.row(REFERENCE)?.receipt?.orderLines[0]?.name).toBe('Water');
    }));

  test('is found under the upper-case spelling of the specification too', () =>
    withVipps(async ({ call }) => {
      const path = receiptPath(REFERENCE).replace('ecom', 'ECOM');
      expect((await call('POST', path, { body: receipt })).status).toBe(201);
    }));

  test('is refused when told so, when it does not add up and when it is no receipt', () =>
    withVipps(async ({ call, vipps }) => {
      vipps.control.setBehaviour('receipt-refused', { times: 1, status: 404 });
      const path = receiptPath(REFERENCE);
      expect((await call('POST', path, { body: receipt })).status).toBe(404);
      const [line] = receipt.orderLines;
      const wrong = { ...receipt, orderLines: [{ ...line, totalTaxAmount: 1 }] };
      expect((await call('POST', path, { body: wrong })).status).toBe(400);
      const rateless = { ...receipt, orderLines: [{ ...line, taxRate: undefined }] };
      expect((await call('POST', path, { body: rateless })).status).toBe(400);
      expect((await call('POST', path, { body: {} })).status).toBe(400);
      expect((await call('POST', path, { text: '{' })).status).toBe(400);
      expect((await call('POST', receiptPath('a b'), { body: receipt })).status).toBe(400);
    }));

  test('does not exist where Order Management does not', () =>
    withVipps(async ({ call }) => {
      const options = { body: receipt, unit: RESTRICTED_UNIT };
      expect((await call('POST', receiptPath(REFERENCE), options)).status).toBe(404);
      const get = await call('GET', orderPath(REFERENCE), { unit: RESTRICTED_UNIT });
      expect(get.status).toBe(404);
    }));
});

describe('a merchant QR', () => {
  const path = merchantQrPath('vm0001');

  test('keeps its content while its text changes', () =>
    withVipps(async ({ call, vipps }) => {
      const put = await call('PUT', path, {
        body: { locationDescription: 'Hall', category: 'VENDING' },
      });
      expect([put.status, put.body]).toStrictEqual([200, '']);
      const before = merchantQrSchema.parse((await call('GET', path)).body);
      await call('PUT', path, { body: { locationDescription: 'Out of order' } });
      const after = merchantQrSchema.parse((await call('GET', path)).body);
      expect(after.qrContent).toBe(before.qrContent);
      expect(after.qrContent).toMatch(/^https:\/\/qr\.vipps\.no\//);
      expect(after.locationDescription).toBe('Out of order');
      expect(vipps.control.listQrs()).toHaveLength(1);
      const all = merchantQrListSchema.parse((await call('GET', '/qr/v1/merchant-callback')).body);
      expect(all).toStrictEqual([after]);
    }));

  test('has a picture that needs no authorization', () =>
    withVipps(async ({ call, putQr }) => {
      await putQr();
      const svg = merchantQrSchema.parse((await call('GET', path)).body);
      expect(await (await fetch(svg.qrImageUrl)).text()).toMatch(/^<svg /);
      const query = '?QrImageFormat=PNG&QrImageSize=200';
      const png = merchantQrSchema.parse((await call('GET', path + query)).body);
      const bytes = new Uint8Array(await (await fetch(png.qrImageUrl)).arrayBuffer());
      expect([...bytes.slice(1, 4)]).toStrictEqual([0x50, 0x4e, 0x47]);
      const unknown = svg.qrImageUrl.replace('vm0001', 'vm0002');
      expect((await fetch(unknown)).status).toBe(404);
      expect((await fetch(svg.qrImageUrl.replace('.svg', '.gif'))).status).toBe(404);
    }));

  test.each(['?QrImageFormat=GIF', '?qrImageSize=99', '?QrImageSize=2001'])(
    'cannot be had as %s',
    (query) =>
      withVipps(async ({ call, putQr }) => {
        await putQr();
        expect((await call('GET', path + query)).status).toBe(400);
        expect((await call('GET', `/qr/v1/merchant-callback${query}`)).status).toBe(400);
      }),
  );

  test.each([{ locationDescription: 'x'.repeat(37) }, {}, { locationDescription: 'x', more: 1 }])(
    'with %j is refused, the field being named',
    (body) =>
      withVipps(async ({ call }) => {
        const answer = await call('PUT', path, { body });
        expect(answer.status).toBe(400);
        expect(answer.body).toHaveProperty('invalidParams');
      }),
  );

  test('is gone after its deletion', () =>
    withVipps(async ({ call, putQr, vipps }) => {
      await putQr();
      expect((await call('DELETE', path)).status).toBe(200);
      expect((await call('DELETE', path)).status).toBe(404);
      expect((await call('GET', path)).status).toBe(404);
      expect((await vipps.control.scan('vm0001')).screen).toBe('qrNotFound');
    }));
});

describe('the control', () => {
  test('lists what waits, what was paid and the sums', () =>
    withVipps(async ({ create, authorized, capture, vipps }) => {
      await create('vm0001-wait');
      await authorized('vm0001-paid');
      await capture('vm0001-paid', 3000);
      expect(vipps.control.listPending().map((row) => row.reference)).toStrictEqual([
        'vm0001-wait',
      ]);
      expect(vipps.control.listPayments()).toHaveLength(2);
      expect(vipps.ledger.totals()).toStrictEqual({
        payments: 2,
        reserved: 5000,
        captured: 3000,
        released: 0,
        refunded: 0,
        open: 2000,
      });
      expect(vipps.ledger.row('vm0001-none')).toBeUndefined();
    }));

  test('moves money in the portal by the same rules', () =>
    withVipps(async ({ authorized, vipps }) => {
      await authorized(REFERENCE);
      const { control } = vipps;
      expect(control.actInPortal(REFERENCE, 'capture', 5001)).toMatchObject({ error: '6090' });
      expect(control.actInPortal(REFERENCE, 'capture', 3000)).toMatchObject({ ok: true });
      expect(control.actInPortal(REFERENCE, 'cancel')).toMatchObject({ value: { released: 2000 } });
      const refunded = control.actInPortal(REFERENCE, 'refund', 1000);
      expect(refunded).toMatchObject({ value: { refunded: 1000 } });
      expect(control.actInPortal('vm0001-none', 'cancel')).toMatchObject({ error: 'notFound' });
      expect(control.approve('vm0001-none')).toMatchObject({ error: 'notFound' });
      expect(control.decline(REFERENCE)).toMatchObject({ error: 'notPending' });
    }));
});
