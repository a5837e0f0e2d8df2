import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { ok, type Result } from '#core/base/result.ts';
import { describe, expect, test } from 'vitest';
import { createQrSource, drawQr } from '../../../../src/main/label/qr-source.ts';
import { createRelayHttp } from '../../../../src/main/gateway/relay-http.ts';
import { createListLog, createStandingClock } from '../gateway/standing-clock.ts';
import { relayRefusal } from '../gateway/replies.ts';
import { startStandIn, until, type Reply, type StandIn } from '../gateway/stand-in-relay.ts';
import type { QrPicture } from '#core/payment/qr-source.ts';

const CONTENT = 'https://qr.vipps.no/box/123/vm-0001';
const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';
const QR = /merchant-callback/;
const PICTURE = /\/picture/;

function qrAt(qrImageUrl: string): Reply {
  return {
    status: 200,
    body: {
      merchantSerialNumber: '123456',
      merchantQrId: 'vm-0001',
      locationDescription: 'Hall',
      qrImageUrl,
      qrContent: CONTENT,
    },
  };
}

type Fetched = Result<QrPicture, string>;

async function withSource(
  body: (relay: StandIn, fetchQr: (signal?: AbortSignal) => Promise<Fetched>) => Promise<void>,
): Promise<void> {
  const relay = await startStandIn(createStandingClock());
  const log = createListLog();
  const http = createRelayHttp({
    relayUrl: relay.url,
    credential: 'cred',
    clock: createSystemClock(),
    log,
  });
  const source = createQrSource({ machineId: 'vm-0001', log, http });
  try {
    await body(relay, (signal = new AbortController().signal) => source.fetchQr(signal));
  } finally {
    await http.close();
    await relay.close();
  }
}

test('the picture is the one that Vipps delivers, asked for as SVG', async () => {
  await withSource(async (relay, fetchQr) => {
    relay.on(QR, qrAt(`${relay.url}/picture`));
    relay.on(PICTURE, { status: 200, text: SVG, contentType: 'image/svg+xml' });
    expect(await fetchQr()).toEqual(ok({ svg: SVG, content: CONTENT }));
    expect(relay.calls[0]?.path).toBe('/gateway/qr/v1/merchant-callback/vm-0001?QrImageFormat=SVG');
  });
});

describe('the picture is drawn from its content', () => {
  test.each([
    ['when it is gone', { status: 404 }],
    ['when it is not an SVG', { status: 200, text: 'PNG' }],
    ['when a script is in it', { status: 200, text: '<svg><script>x()</script></svg>' }],
    ['when a handler is in it', { status: 200, text: '<svg onload="x()"></svg>' }],
  ] as const)('%s', async (_name, reply) => {
    await withSource(async (relay, fetchQr) => {
      relay.on(QR, qrAt(`${relay.url}/picture`));
      relay.on(PICTURE, reply);
      expect(await fetchQr()).toEqual(ok({ svg: await drawQr(CONTENT), content: CONTENT }));
    });
  });

  test.each(['http://qr.example.com/picture', 'file:///etc/passwd', 'no address'])(
    'when its address is %s, which is not asked',
    async (address) => {
      await withSource(async (relay, fetchQr) => {
        relay.on(QR, qrAt(address));
        expect(await fetchQr()).toEqual(ok({ svg: await drawQr(CONTENT), content: CONTENT }));
        expect(relay.calls).toHaveLength(1);
      });
    },
  );

  test('with four modules of quiet around it', async () => {
    const svg = await drawQr(CONTENT);
    const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
    // A symbol has 17 + 4 × version modules a side.
    expect((size - 8 - 17) % 4).toBe(0);
  });
});

describe('one sentence says why there is no QR', () => {
  test.each([
    ['Vipps does not know it', { status: 404, body: { title: 'Not found' } }],
    ['the relay cannot ask', relayRefusal(502, 'vipps-unreachable')],
    ['the answer makes no sense', { status: 200, body: {} }],
    ['the connection breaks', 'lost'],
  ] as const)('%s', async (_name, reply) => {
    await withSource(async (relay, fetchQr) => {
      relay.on(QR, reply);
      const qr = await fetchQr();
      expect(qr.ok ? '' : qr.error).toMatch(/^[A-Z][^\n]*\.$/);
    });
  });

  test('the caller gives up', async () => {
    await withSource(async (relay, fetchQr) => {
      relay.on(QR, 'silence');
      const ending = new AbortController();
      const fetching = fetchQr(ending.signal);
      await until(() => relay.calls.length === 1);
      ending.abort();
      expect((await fetching).ok).toBe(false);
    });
  });
});
