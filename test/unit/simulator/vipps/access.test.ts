import { paymentPath, VIPPS_HEADERS, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { describe, expect, test } from 'vitest';
import { UNIT, withVipps, type CallOptions } from './vipps-world.ts';

const credentials = {
  client_id: UNIT.clientId,
  client_secret: UNIT.clientSecret,
  [VIPPS_HEADERS.subscriptionKey]: UNIT.subscriptionKey,
};

describe('the access token', () => {
  test('comes with its numbers as strings', () =>
    withVipps(async ({ origin }) => {
      const url = origin + VIPPS_PATHS.accessToken;
      const response = await fetch(url, { method: 'POST', headers: credentials });
      expect(await response.json()).toMatchObject({ token_type: 'Bearer', expires_in: '3600' });
    }));

  test.each([
    [{ client_id: 'nobody' }, 400],
    [{ client_secret: 'wrong' }, 401],
    [{ [VIPPS_HEADERS.subscriptionKey]: 'wrong' }, 401],
  ])('is refused with %j', (wrong, status) =>
    withVipps(async ({ origin }) => {
      const headers = { ...credentials, ...wrong };
      const response = await fetch(origin + VIPPS_PATHS.accessToken, { method: 'POST', headers });
      expect(response.status).toBe(status);
    }),
  );

  test('is worth nothing after an hour', () =>
    withVipps(async ({ call, clock, authorized }) => {
      await authorized('vm0001-aaaa');
      clock.advance(59 * 60_000);
      expect((await call('GET', paymentPath('vm0001-aaaa'))).status).toBe(200);
      clock.advance(60_000);
      expect((await call('GET', paymentPath('vm0001-aaaa'))).status).toBe(401);
    }));

  test('can be taken back', () =>
    withVipps(async ({ call, vipps, authorized }) => {
      await authorized('vm0001-aaaa');
      vipps.control.revokeTokens();
      expect((await call('GET', paymentPath('vm0001-aaaa'))).status).toBe(401);
    }));
});

describe('a call is refused', () => {
  const cases: readonly (readonly [string, CallOptions['headers'], number])[] = [
    ['without the word Bearer', { authorization: 'abc' }, 401],
    ['without the subscription key', { [VIPPS_HEADERS.subscriptionKey]: undefined }, 401],
    ['with another subscription key', { [VIPPS_HEADERS.subscriptionKey]: 'other' }, 401],
    ['without the serial number', { [VIPPS_HEADERS.merchantSerialNumber]: undefined }, 400],
    ['with another serial number', { [VIPPS_HEADERS.merchantSerialNumber]: '654321' }, 403],
    ['with a system name of 31 characters', { [VIPPS_HEADERS.systemName]: 'x'.repeat(31) }, 400],
  ];

  test.each(cases)('%s', (_name, headers, status) =>
    withVipps(async ({ call }) => {
      expect((await call('GET', paymentPath('vm0001-aaaa'), { headers })).status).toBe(status);
    }),
  );
});

test('the system headers of every call are kept, its credentials are not', () =>
  withVipps(async ({ call, vipps }) => {
    const headers = { [VIPPS_HEADERS.systemName]: 'vendskap', [VIPPS_HEADERS.systemVersion]: '1' };
    await call('GET', paymentPath('vm0001-aaaa'), { headers });
    const record = vipps.control.listCalls().at(-1);
    expect(record).toMatchObject({ operation: 'get', status: 404, systemHeaders: headers });
    expect(JSON.stringify(record)).not.toContain('Bearer');
  }));

test('what is no part of the API is not found', () =>
  withVipps(async ({ call }) => {
    expect((await call('GET', '/nowhere')).status).toBe(404);
  }));
