import { describe, expect, test } from 'vitest';
import { withVipps } from './vipps-world.ts';

const REFERENCE = 'vm0001-aaaa';

describe('capture', () => {
  test('takes a part, and the rest is released', () =>
    withVipps(async ({ authorized, capture, cancel, get, vipps }) => {
      await authorized(REFERENCE);
      const answer = await capture(REFERENCE, 3000);
      expect(answer.status).toBe(200);
      expect(answer.contentType).toBe('application/problem+json');
      expect(answer.body).toMatchObject({
        state: 'AUTHORIZED',
        aggregate: { capturedAmount: { currency: 'NOK', value: 3000 } },
      });
      expect((await cancel(REFERENCE)).status).toBe(200);
      const { aggregate, state } = await get(REFERENCE);
      expect(state).toBe('AUTHORIZED');
      expect(aggregate.cancelledAmount.value).toBe(2000);
      expect(vipps.ledger.row(REFERENCE)).toMatchObject({
        reserved: 5000,
        captured: 3000,
        released: 2000,
        open: 0,
      });
    }));

  test('is refused before approval, above the rest, of nothing, and after everything', () =>
    withVipps(async ({ create, capture, cancel, vipps, clock }) => {
      await create(REFERENCE);
      expect((await capture(REFERENCE, 3000)).code).toBe('6080');
      vipps.control.approve(REFERENCE);
      expect((await capture(REFERENCE, 0)).code).toBe('4040');
      expect((await capture(REFERENCE, 5001)).code).toBe('6090');
      clock.advance(60_000);
      expect((await capture(REFERENCE, 5000)).status).toBe(200);
      expect((await capture(REFERENCE, 1)).code).toBe('6170');
      expect((await cancel(REFERENCE)).code).toBe('6040');
    }));

  test('is refused after the rest was released, and after the payment was ended', () =>
    withVipps(async ({ authorized, create, capture, cancel }) => {
      await authorized(REFERENCE);
      await cancel(REFERENCE);
      expect((await capture(REFERENCE, 100)).code).toBe('6070');
      await create('vm0001-bbbb');
      await cancel('vm0001-bbbb');
      expect((await capture('vm0001-bbbb', 100)).code).toBe('6070');
    }));

  test('is refused after the customer declined, and of what does not exist', () =>
    withVipps(async ({ create, capture, cancel, refund, vipps }) => {
      await create(REFERENCE);
      vipps.control.decline(REFERENCE);
      expect((await capture(REFERENCE, 100)).code).toBe('6200');
      expect((await cancel(REFERENCE)).code).toBe('6050');
      expect((await capture('vm0001-none', 100)).code).toBe('5090');
      expect((await cancel('vm0001-none')).code).toBe('5090');
      expect((await refund('vm0001-none', 100)).code).toBe('5090');
    }));

  test('comes too late after 180 days in Norway, and so does the release', () =>
    withVipps(async ({ authorized, capture, cancel, token, clock, call }) => {
      await authorized(REFERENCE);
      clock.advance(181 * 24 * 60 * 60_000);
      const authorization = `Bearer ${(await token()).accessToken}`;
      const body = { modificationAmount: { currency: 'NOK', value: 100 } };
      const path = `/epayment/v1/payments/${REFERENCE}`;
      const headers = { authorization };
      const captured = await call('POST', `${path}/capture`, { headers, body, key: 'a' });
      expect(captured.code).toBe('6100');
      const cancelled = await call('POST', `${path}/cancel`, { headers, body: {}, key: 'b' });
      expect(cancelled.code).toBe('6030');
      expect((await capture(REFERENCE, 100)).status).toBe(401);
      expect((await cancel(REFERENCE)).status).toBe(401);
    }));
});

describe('cancel', () => {
  test('of an unapproved payment ends it', () =>
    withVipps(async ({ create, cancel, get, vipps }) => {
      await create(REFERENCE);
      expect((await cancel(REFERENCE, true)).body).toMatchObject({
        state: 'TERMINATED',
        aggregate: { authorizedAmount: { value: 0 }, cancelledAmount: { value: 5000 } },
      });
      expect((await get(REFERENCE)).state).toBe('TERMINATED');
      expect(vipps.ledger.row(REFERENCE)).toMatchObject({ reserved: 0, released: 0, open: 0 });
      expect((await cancel(REFERENCE)).code).toBe('6190');
    }));

  test('of the transaction only is refused once the customer approved', () =>
    withVipps(async ({ authorized, cancel, get }) => {
      await authorized(REFERENCE);
      expect((await cancel(REFERENCE, true)).code).toBe('6060');
      expect((await get(REFERENCE)).aggregate.cancelledAmount.value).toBe(0);
      expect((await cancel(REFERENCE)).status).toBe(200);
      expect((await cancel(REFERENCE)).code).toBe('6190');
    }));

  test('works without a body, and refuses a strange one', () =>
    withVipps(async ({ authorized, call }) => {
      await authorized(REFERENCE);
      const path = `/epayment/v1/payments/${REFERENCE}/cancel`;
      expect((await call('POST', path, { body: { cancelTransactionOnly: 'yes' } })).status).toBe(
        400,
      );
      expect((await call('POST', path)).status).toBe(200);
    }));
});

describe('refund', () => {
  test('gives back what was captured, in parts, and no more', () =>
    withVipps(async ({ authorized, capture, refund, get }) => {
      await authorized(REFERENCE);
      expect((await refund(REFERENCE, 100)).code).toBe('6210');
      await capture(REFERENCE, 3000);
      expect((await refund(REFERENCE, 3001)).code).toBe('6150');
      expect((await refund(REFERENCE, 1000)).status).toBe(200);
      expect((await refund(REFERENCE, 2000)).status).toBe(200);
      expect((await get(REFERENCE)).aggregate.refundedAmount.value).toBe(3000);
    }));

  test('of everything is refused the second time', () =>
    withVipps(async ({ authorized, capture, refund }) => {
      await authorized(REFERENCE);
      await capture(REFERENCE, 3000);
      await refund(REFERENCE, 3000);
      expect((await refund(REFERENCE, 1)).code).toBe('6180');
    }));

  test('is refused before approval', () =>
    withVipps(async ({ create, refund }) => {
      await create(REFERENCE);
      expect((await refund(REFERENCE, 100)).code).toBe('6020');
    }));
});

describe('an Idempotency-Key', () => {
  test('that is missing or too long is refused', () =>
    withVipps(async ({ authorized, call, capture }) => {
      await authorized(REFERENCE);
      const body = { modificationAmount: { currency: 'NOK', value: 100 } };
      const path = `/epayment/v1/payments/${REFERENCE}/capture`;
      expect((await call('POST', path, { body })).status).toBe(400);
      expect((await capture(REFERENCE, 100, 'k'.repeat(51))).status).toBe(400);
      expect((await capture(REFERENCE, 100, 'k'.repeat(50))).status).toBe(200);
    }));

  test('that comes again with the same body gets the first answer, and no money moves twice', () =>
    withVipps(async ({ authorized, capture, get }) => {
      await authorized(REFERENCE);
      const first = await capture(REFERENCE, 2000, 'same');
      const second = await capture(REFERENCE, 2000, 'same');
      expect(second.body).toStrictEqual(first.body);
      expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(2000);
    }));

  test('that comes again with another body is refused, each operation with its own code', () =>
    withVipps(async ({ authorized, capture, refund, create }) => {
      await authorized(REFERENCE);
      await capture(REFERENCE, 2000, 'same');
      expect((await capture(REFERENCE, 2001, 'same')).code).toBe('4010');
      await refund(REFERENCE, 100, 'same');
      expect((await refund(REFERENCE, 101, 'same')).code).toBe('4150');
      await create('vm0001-bbbb', {}, { key: 'create' });
      expect((await create('vm0001-cccc', {}, { key: 'create' })).code).toBe('4020');
    }));

  test('keeps its refusal although the payment could be captured by now', () =>
    withVipps(async ({ create, capture, vipps }) => {
      await create(REFERENCE);
      expect((await capture(REFERENCE, 100, 'stuck')).code).toBe('6080');
      vipps.control.approve(REFERENCE);
      expect((await capture(REFERENCE, 100, 'stuck')).code).toBe('6080');
      expect((await capture(REFERENCE, 100, 'new')).status).toBe(200);
    }));
});

describe('the rate limit', () => {
  test('lets five captures of a payment pass in a minute', () =>
    withVipps(async ({ authorized, capture, clock }) => {
      await authorized(REFERENCE);
      for (let n = 0; n < 5; n += 1) {
        expect((await capture(REFERENCE, 100)).status).toBe(200);
      }
      clock.advance(20_000);
      const sixth = await capture(REFERENCE, 100);
      expect([sixth.status, sixth.headers.get('retry-after')]).toStrictEqual([429, '40']);
      clock.advance(40_000);
      expect((await capture(REFERENCE, 100)).status).toBe(200);
    }));

  test('counts each payment by itself, and reads up to 120 times', () =>
    withVipps(async ({ authorized, capture, call }) => {
      await authorized(REFERENCE);
      await authorized('vm0001-bbbb');
      for (let n = 0; n < 5; n += 1) await capture(REFERENCE, 100);
      expect((await capture('vm0001-bbbb', 100)).status).toBe(200);
      const path = `/epayment/v1/payments/${REFERENCE}`;
      for (let n = 0; n < 120; n += 1) await call('GET', path);
      expect((await call('GET', path)).status).toBe(429);
    }));
});
