import { authorizationHeader, stringToSign } from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  createWebhookSecrets,
  signatureFault,
  type SignedRequest,
} from '../../../../src/relay/webhooks/webhook-signature.ts';
import { openRelayFixture, pass } from '../relay-fixture.ts';

const URL_OF_UNIT = new URL('https://relay.example/webhooks/vipps/123456');
const KEYS = { url: URL_OF_UNIT, secrets: ['old', 'present'] };

function signed(body: string, secret: string, url = URL_OF_UNIT): SignedRequest {
  const rawBody = new TextEncoder().encode(body);
  const date = 'Mon, 05 Oct 2026 10:00:00 GMT';
  const contentSha256 = createHash('sha256').update(rawBody).digest('base64');
  const pathAndQuery = url.pathname + url.search;
  const text = stringToSign({ pathAndQuery, date, host: url.host, contentSha256 });
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  return { date, contentSha256, authorization: authorizationHeader(signature), rawBody };
}

test.each(['old', 'present'])('a webhook signed with the %s secret is from Vipps', (secret) => {
  expect(signatureFault(signed('{}', secret), KEYS)).toBeUndefined();
});

test.each([
  ['signed with another secret', signed('{}', 'guessed'), 'signature wrong'],
  [
    'signed for another address',
    signed('{}', 'present', new URL('https://relay.example/webhooks/vipps/654321')),
    'signature wrong',
  ],
  [
    'with another body',
    { ...signed('{}', 'present'), rawBody: new TextEncoder().encode('{"a":1}') },
    'body altered',
  ],
  ['with another date', { ...signed('{}', 'present'), date: 'now' }, 'signature wrong'],
  [
    'with a malformed header',
    { ...signed('{}', 'present'), authorization: 'x' },
    'signature wrong',
  ],
  ['without a header', { ...signed('{}', 'present'), authorization: undefined }, 'headers missing'],
] as const)('%s it is not', (_what, request, fault) => {
  expect(signatureFault(request, KEYS)).toBe(fault);
});

test('a replaced secret stays valid for a day, and one of another address never is', async () => {
  const relay = await openRelayFixture([]);
  const { store, clock, units } = relay;
  const [unit] = units.all;
  if (unit === undefined) throw new Error('No sales unit.');
  const registration = { merchantSerialNumber: '123456', retiredAtMs: undefined };
  const ours = unit.webhookUrl.href;
  const replace = (id: string, url: string): Promise<void> =>
    store.registrations.replace(
      { ...registration, id, url, secret: `secret-${id}` },
      clock.nowMs(),
    );
  await replace('elsewhere', 'https://old.example/webhooks/vipps/123456');
  await replace('first', ours);
  await replace('second', ours);
  const secrets = createWebhookSecrets(store.registrations, clock);
  expect(secrets.keysOf(unit).secrets).toEqual([]);
  await secrets.refresh(unit);
  expect(secrets.keysOf(unit).secrets).toEqual(['secret-first', 'secret-second']);
  await pass(clock, 24 * 3_600_000);
  expect(secrets.keysOf(unit).secrets).toEqual(['secret-second']);
  await relay.close();
});
