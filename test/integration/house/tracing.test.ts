import { expect, test } from 'vitest';
import { requireKioskConfig } from '../../../src/main/config/config.ts';
import { openCollector, type CollectedSpan } from '../../support/collector.ts';
import { MACHINE, type House } from '../../support/house/house.ts';
import { request, settled, withHouse } from '../../support/house/people.ts';

const KEY = 'canary-of-a-collector-key';

const named = (spans: readonly CollectedSpan[], name: string): readonly CollectedSpan[] =>
  spans.filter((span) => span.name === name);

/** `relay webhook check-in › relay link check-in › kiosk check-in`: a step below the steps that it belongs to. */
function pathOf(spans: readonly CollectedSpan[], span: CollectedSpan): string {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  const own = `${String(span.service).replace('vendskap-', '')} ${span.name}`;
  return parent === undefined ? own : `${pathOf(spans, parent)} › ${own}`;
}

async function sell(
  house: House,
): Promise<{ readonly reference: string; readonly customerToken: string }> {
  const scanned = await house.run(house.vipps.scan(MACHINE, {}));
  expect(scanned.status).toBe(200);
  const { reference } = await request(house);
  house.vipps.approve(reference);
  await house.until('the credit at the machine', () => house.canChoose());
  house.machine.press('A1');
  await settled(house, reference);
  const row = house.ledger().find((one) => one.reference === reference);
  expect(row).toMatchObject({ captured: 3_000, open: 0 });
  return { reference, customerToken: scanned.customerToken ?? '' };
}

/** What is sent when the programs stop. */
async function stopAll(house: House): Promise<void> {
  await house.stopKiosk();
  await house.stopRelay();
}

const ADMITTED = 'relay webhook check-in › relay link check-in › kiosk check-in';
const CREATED = `${ADMITTED} › kiosk createPayment › kiosk call to the relay › relay gateway create`;
const APPROVED = `${CREATED} › relay webhook payment event › kiosk payment event`;
const DROPPED = `${ADMITTED} › kiosk machine vendResult`;

test('a sale is one trace: from the webhook over the link to the serial line, and through the gateway to Vipps; no secret is in it', async () => {
  const collector = await openCollector();
  const tracing = { otlpUrl: collector.url, headers: { 'x-api-key': KEY }, sampleShare: 1 };
  let [reference, customerToken, credential] = ['', '', ''];
  await withHouse({ tracing }, async (house) => {
    ({ reference, customerToken } = await sell(house));
    ({ credential } = requireKioskConfig(house.dataDir()).relay);
    await stopAll(house);
  });
  const { spans } = collector;
  const [admitted] = named(spans, 'webhook check-in');
  const ofSale = spans.filter(({ traceId }) => traceId === admitted?.traceId);
  const paths = new Set(ofSale.map((span) => pathOf(ofSale, span)));
  for (const path of [
    `${ADMITTED} › kiosk journal commit`,
    `${CREATED} › relay Vipps create`,
    `${APPROVED} › kiosk offerSession › kiosk serial write`,
    `${ADMITTED} › kiosk machine selection › kiosk approveVend › kiosk serial write`,
    `${DROPPED} › kiosk journal commit`,
    `${DROPPED} › kiosk capturePayment › kiosk call to the relay › relay gateway capture › relay Vipps capture`,
    `${DROPPED} › kiosk releasePayment › kiosk call to the relay › relay gateway cancel › relay Vipps cancel`,
    `${DROPPED} › kiosk postReceipt › kiosk call to the relay › relay gateway receipt › relay Vipps receipt`,
  ]) {
    expect([...paths], path).toContain(path);
  }
  // One root, and every step of this sale is below it.
  expect(ofSale.filter(({ parentSpanId }) => parentSpanId === undefined)).toEqual([admitted]);
  expect([...paths].filter((path) => !path.startsWith('relay webhook check-in'))).toEqual([]);
  const elsewhere = spans.filter(({ traceId }) => traceId !== admitted?.traceId);
  expect(elsewhere.filter(({ attributes }) => attributes['reference'] === reference)).toEqual([]);
  expect(named(ofSale, 'capturePayment')).toMatchObject([
    { attributes: { reference, fact: 'payment.captured' } },
  ]);

  const told = collector.bodies.join('\n');
  for (const secret of [
    customerToken,
    KEY,
    credential,
    'client-secret',
    'subscription-key',
    'Bearer',
  ]) {
    expect(secret.length).toBeGreaterThan(5);
    expect(told, secret).not.toContain(secret);
  }
  expect(collector.headers.every((headers) => headers['x-api-key'] === KEY)).toBe(true);
  await collector.close();
});

test('a collector that never answers harms no sale', async () => {
  const silent = await openCollector('silent');
  await withHouse({ tracing: { otlpUrl: silent.url, sampleShare: 1 } }, async (house) => {
    await sell(house);
    await sell(house);
    await stopAll(house);
  });
  expect(silent.bodies.length).toBeGreaterThan(0);
  await silent.close();
});

test('a relay without traces passes over what a kiosk with them says, and sends none', async () => {
  const collector = await openCollector();
  const tracing = { otlpUrl: collector.url, sampleShare: 1, only: 'kiosk' } as const;
  await withHouse({ tracing }, async (house) => {
    await sell(house);
    await stopAll(house);
  });
  const services = new Set(collector.spans.map(({ service }) => service));
  expect([...services]).toEqual(['vendskap-kiosk']);
  const traces = new Set(collector.spans.map(({ traceId }) => traceId));
  expect(traces.size).toBe(1);
  await collector.close();
});
