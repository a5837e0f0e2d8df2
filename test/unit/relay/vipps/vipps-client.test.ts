import { err, ok } from '#core/base/result.ts';
import { beforeEach, expect, test } from 'vitest';
import type { HttpReply, HttpRequest } from '../../../../src/relay/runtime/http-client.ts';
import { createVippsClient, type VippsClient } from '../../../../src/relay/vipps/vipps-client.ts';
import { createVirtualClock, type VirtualClock } from '../../../support/house/virtual-clock.ts';
import { UNIT } from '../relay-fixture.ts';

let clock: VirtualClock;
let requests: HttpRequest[];
let tokens: number;
let answer: (request: HttpRequest) => number;
let client: VippsClient;
let tokenBody: () => string;

function reply(status: number, body: string): HttpReply {
  const bytes = new TextEncoder().encode(body);
  return { status, contentType: undefined, retryAfter: undefined, body: bytes };
}

beforeEach(() => {
  clock = createVirtualClock();
  requests = [];
  tokens = 0;
  answer = () => 200;
  tokenBody = () => JSON.stringify({ access_token: `token-${String(tokens)}`, expires_in: '3600' });
  const http = {
    send: (request: HttpRequest) => {
      if (request.url.endsWith('/accesstoken/get')) {
        tokens += 1;
        return Promise.resolve(ok(reply(200, tokenBody())));
      }
      requests.push(request);
      return Promise.resolve(ok(reply(answer(request), '{}')));
    },
    close: () => Promise.resolve(),
  };
  client = createVippsClient(UNIT, { http, clock });
});

const get = (): ReturnType<VippsClient['send']> => client.send({ method: 'GET', path: '/x' });

test('one token serves many calls, also those that come while it is fetched', async () => {
  await Promise.all([get(), get(), get()]);
  await get();
  expect(tokens).toBe(1);
  expect(new Set(requests.map(({ headers }) => headers['authorization']))).toEqual(
    new Set(['Bearer token-1']),
  );
});

test('a token is renewed in the last tenth of its life', async () => {
  await get();
  clock.moveTo(3_239_000);
  await get();
  expect(tokens).toBe(1);
  clock.moveTo(3_241_000);
  await get();
  expect(tokens).toBe(2);
});

test('a token that Vipps refuses is replaced, and the call made once more', async () => {
  answer = ({ headers }) => (headers['authorization'] === 'Bearer token-1' ? 401 : 200);
  expect(await get()).toMatchObject({ ok: true, value: { status: 200 } });
  answer = () => 401;
  expect(await get()).toMatchObject({ ok: true, value: { status: 401 } });
  expect(requests).toHaveLength(4);
});

test('an answer that is no token fails in one sentence, and the next call asks again', async () => {
  tokenBody = () => 'busy';
  expect(await get()).toEqual(err('Vipps gave an answer that is not JSON'));
  tokenBody = () => '{}';
  expect(await get()).toEqual(err('Vipps gave an access token that makes no sense'));
  expect(tokens).toBe(2);
});
