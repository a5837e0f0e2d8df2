import { describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { enrol } from '../../../../src/main/gateway/relay-enrolment.ts';
import { createRelayHttp, type RelayHttp } from '../../../../src/main/gateway/relay-http.ts';
import { createListLog, createStandingClock } from './standing-clock.ts';
import { relayRefusal } from './replies.ts';
import { startStandIn, until, type StandIn } from './stand-in-relay.ts';

const clock = createSystemClock();

const PATH = '/epayment/v1/payments/vm-0001-x';

async function withHttp(
  body: (world: { readonly relay: StandIn; readonly http: RelayHttp }) => Promise<void>,
): Promise<void> {
  const relay = await startStandIn(createStandingClock());
  const http = createRelayHttp({
    relayUrl: relay.url,
    credential: 'cred',
    clock,
    log: createListLog(),
  });
  try {
    await body({ relay, http });
  } finally {
    await http.close();
    await relay.close();
  }
}

/** An address where nobody listens. */
async function deadUrl(): Promise<string> {
  const relay = await startStandIn(createStandingClock());
  await relay.close();
  return relay.url;
}

describe('a call through the relay', () => {
  test('carries credential, key and JSON, and brings back status, JSON and Retry-After', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, {
        status: 429,
        contentType: 'application/problem+json',
        headers: { 'retry-after': '7' },
        body: { title: 'Slow down' },
      });
      const answer = await http.call({
        method: 'POST',
        path: PATH,
        body: { a: 1 },
        idempotencyKey: 'key-1',
      });
      expect(answer).toEqual({
        ok: true,
        value: {
          status: 429,
          body: { title: 'Slow down' },
          retryAfterMs: 7_000,
          relayRefusal: undefined,
        },
      });
      expect(relay.calls[0]).toMatchObject({
        path: `/gateway${PATH}`,
        key: 'key-1',
        body: { a: 1 },
        headers: { authorization: 'Bearer cred', 'content-type': 'application/json' },
      });
    });
  });

  test('a question has no body, no key and no content type', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, { status: 200, text: 'not JSON' });
      const answer = await http.call({ method: 'GET', path: PATH });
      expect(answer).toMatchObject({ ok: true, value: { status: 200, body: undefined } });
      const { headers } = relay.calls[0] ?? {};
      expect(headers).not.toHaveProperty('content-type');
      expect(headers).not.toHaveProperty('idempotency-key');
    });
  });

  test('an answer of the relay itself is told apart from Vipps’', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, relayRefusal(403, 'not-allowed'), {
        status: 502,
        headers: { 'x-relay-refusal': '1' },
        text: 'gone',
      });
      const call = { method: 'GET', path: PATH } as const;
      expect(await http.call(call)).toMatchObject({ value: { relayRefusal: 'not-allowed' } });
      expect(await http.call(call)).toMatchObject({ value: { relayRefusal: 'relay' } });
    });
  });

  test('a Retry-After of a day and time is measured by the clock that said it', async () => {
    await withHttp(async ({ relay, http }) => {
      const wish = (text: string): { status: number; headers: Record<string, string> } => ({
        status: 503,
        headers: { date: 'Fri, 02 Jan 2026 12:00:00 GMT', 'retry-after': text },
      });
      const later = 'Fri, 02 Jan 2026 12:00:20 GMT';
      relay.on(/./, wish(later), wish('Fri, 02 Jan 2026 11:00:00 GMT'), wish('soon'));
      const call = { method: 'GET', path: PATH } as const;
      expect(await http.call(call)).toMatchObject({ value: { retryAfterMs: 20_000 } });
      expect(await http.call(call)).toMatchObject({ value: { retryAfterMs: undefined } });
      expect(await http.call(call)).toMatchObject({ value: { retryAfterMs: undefined } });
    });
  });

  test('a Retry-After that is no number is nothing, one of days is a quarter of an hour', async () => {
    await withHttp(async ({ relay, http }) => {
      const wish = (text: string): { status: number; headers: Record<string, string> } => ({
        status: 503,
        headers: { 'retry-after': text },
      });
      relay.on(/./, wish('Thu, 01 Jan 2026 12:00:00 GMT'), wish('999999'));
      const call = { method: 'GET', path: PATH } as const;
      expect(await http.call(call)).toMatchObject({ value: { retryAfterMs: undefined } });
      expect(await http.call(call)).toMatchObject({ value: { retryAfterMs: 900_000 } });
    });
  });
});

describe('without an answer', () => {
  test('nobody listens: nothing was sent', async () => {
    const relayUrl = await deadUrl();
    const http = createRelayHttp({ relayUrl, credential: 'cred', clock, log: createListLog() });
    const answer = await http.call({ method: 'GET', path: PATH });
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    await http.close();
  });

  test('the connection breaks: it may have been carried out', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, 'lost');
      const answer = await http.call({ method: 'POST', path: PATH, body: {} });
      expect(answer).toMatchObject({ ok: false, error: { code: 'lost' } });
    });
  });

  test('silence ends at the call’s own limit', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, 'silence');
      const answer = await http.call({ method: 'GET', path: PATH, timeoutMs: 50 });
      expect(answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
    });
  });

  test('the end of the process cuts it', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, 'silence');
      const ending = new AbortController();
      const calling = http.call({ method: 'GET', path: PATH, cut: ending.signal });
      await until(() => relay.calls.length === 1);
      ending.abort();
      expect(await calling).toMatchObject({ ok: false, error: { code: 'cut' } });
      const late = await http.call({ method: 'GET', path: PATH, cut: ending.signal });
      expect(late).toMatchObject({ ok: false, error: { code: 'cut' } });
      expect(relay.calls).toHaveLength(1);
    });
  });
});

describe('a public picture', () => {
  test('is fetched without the credential', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, { status: 200, text: '<svg>å</svg>', contentType: 'image/svg+xml' });
      expect(await http.fetchText(`${relay.url}/picture`)).toEqual({
        ok: true,
        value: '<svg>å</svg>',
      });
      expect(relay.calls[0]?.headers).not.toHaveProperty('authorization');
    });
  });

  test('is refused when it is not there, or too large', async () => {
    await withHttp(async ({ relay, http }) => {
      relay.on(/./, { status: 404 }, { status: 200, text: 'x'.repeat(600_000) });
      expect((await http.fetchText(`${relay.url}/a`)).ok).toBe(false);
      expect((await http.fetchText(`${relay.url}/b`)).ok).toBe(false);
      expect((await http.fetchText(await deadUrl())).ok).toBe(false);
    });
  });
});

describe('enrolment', () => {
  const enrolled = {
    machineId: 'vm-0001',
    credential: 'new-credential',
    location: 'Hall',
    salesUnit: {
      merchantSerialNumber: '123456',
      market: 'NO',
      currency: 'NOK',
      userFlow: 'PUSH_MESSAGE',
      partialCapture: true,
      orderManagement: true,
      maxAmountCap: 20_000,
    },
  };

  test('spends the code for a credential', async () => {
    await withHttp(async ({ relay }) => {
      relay.on(/^POST \/enrol$/, { status: 200, body: enrolled });
      expect(await enrol({ relayUrl: relay.url, code: 'ABCD2345', clock })).toEqual({
        ok: true,
        value: enrolled,
      });
      expect(relay.calls[0]?.body).toEqual({ code: 'ABCD2345' });
    });
  });

  test('says what the relay says when it refuses', async () => {
    await withHttp(async ({ relay }) => {
      relay.on(/./, {
        status: 403,
        body: { error: 'wrong-code', message: 'The code is not valid.' },
      });
      expect(await enrol({ relayUrl: relay.url, code: 'ABCD2345', clock })).toEqual({
        ok: false,
        error: { code: 'refused', message: 'The code is not valid.', detail: 'wrong-code' },
      });
    });
  });

  test('says that something else answers there, or nobody', async () => {
    await withHttp(async ({ relay }) => {
      relay.on(/./, { status: 200, text: '<html>' });
      expect(await enrol({ relayUrl: relay.url, code: 'ABCD2345', clock })).toMatchObject({
        error: {
          code: 'no-relay',
          message: expect.stringContaining('it is not a Vendskap relay'),
        },
      });
    });
    expect(await enrol({ relayUrl: await deadUrl(), code: 'ABCD2345', clock })).toMatchObject({
      error: { code: 'unreachable', message: expect.stringContaining('cannot be reached') },
    });
  });
});
