import { buildReceipt, receiptSchema } from '#contract/vipps/receipt.ts';
import { describe, expect, test } from 'vitest';
import { ORDER, RECEIPT, problem } from './replies.ts';
import { MACHINE, REFERENCE, until, withGateway } from './stand-in-relay.ts';

const order = {
  reference: REFERENCE,
  currency: 'NOK',
  product: 'Solo 0,5 l',
  productId: '12',
  priceMinor: 3000,
  vatRate: 2500,
} as const;

function stored(product: string): { readonly status: number; readonly body: unknown } {
  const receipt = buildReceipt({
    currency: 'NOK',
    productName: product,
    productId: order.productId,
    priceMinor: order.priceMinor,
    vatRateHundredths: order.vatRate,
    machineId: MACHINE,
    receiptNumber: REFERENCE,
  });
  return { status: 200, body: { category: null, receipt } };
}

test('the receipt shows the one product with its VAT', async () => {
  await withGateway(async (world) => {
    world.relay.on(RECEIPT, { status: 201, text: '"0d7a0f43-0000-4000-8000-000000000000"' });
    expect(await world.gateway.postReceipt(order, world.signal)).toEqual({
      kind: 'receipt.posted',
    });
    const [call] = world.relay.calls;
    expect(call?.path).toBe(`/gateway/order-management/v2/ecom/receipts/${REFERENCE}`);
    expect(call?.key).toBeUndefined();
    expect(receiptSchema.parse(call?.body).orderLines).toMatchObject([
      { name: 'Solo 0,5 l', totalAmount: 3000, totalTaxAmount: 600, taxRate: 2500 },
    ]);
  });
});

describe('a receipt that is there already', () => {
  test('is ours when its answer was lost', async () => {
    await withGateway(async (world) => {
      world.relay.on(RECEIPT, 'lost', problem(409));
      world.relay.on(ORDER, stored(order.product));
      expect(await world.run(world.gateway.postReceipt(order, world.signal))).toEqual({
        kind: 'receipt.posted',
      });
    });
  });

  test.each([
    ['says something else', stored('Another product')],
    ['cannot be shown', problem(404)],
    ['has no receipt in it', { status: 200, body: {} }],
  ] as const)('is a conflict when it %s', async (_name, reply) => {
    await withGateway(async (world) => {
      world.relay.on(RECEIPT, problem(409));
      world.relay.on(ORDER, reply);
      expect(await world.gateway.postReceipt(order, world.signal)).toEqual({
        kind: 'receipt.refused',
        code: 'conflict',
      });
    });
  });
});

test('a definite refusal is told', async () => {
  await withGateway(async (world) => {
    world.relay.on(RECEIPT, problem(400));
    expect(await world.gateway.postReceipt(order, world.signal)).toEqual({
      kind: 'receipt.refused',
      code: '400',
    });
  });
});

test('trouble at Vipps is waited out', async () => {
  await withGateway(async (world) => {
    world.relay.on(RECEIPT, problem(500), problem(503), { status: 201, text: '"id"' });
    expect(await world.run(world.gateway.postReceipt(order, world.signal))).toEqual({
      kind: 'receipt.posted',
    });
    expect(world.callsOf(RECEIPT).map((call) => call.atMs)).toEqual([0, 2_000, 17_000]);
  });
});

test('the signal ends it, also while the stored one is asked for', async () => {
  await withGateway(async (world) => {
    world.relay.on(RECEIPT, problem(409));
    world.relay.on(ORDER, problem(500));
    const working = world.gateway.postReceipt(order, world.signal);
    await until(() => world.callsOf(ORDER).length === 1 && world.clock.pendingTimers() > 0);
    world.abort();
    expect(await working).toBeUndefined();
  });
});
