import { idempotencyKey, type PaymentReference } from '#core/base/ids.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import { describe, expect, test } from 'vitest';
import { createQrSource } from '../../../src/main/label/qr-source.ts';
import { createListLog } from '../../unit/main/gateway/standing-clock.ts';
import { MACHINE, withPayments, type PaymentWorld } from './payment-world.ts';

const RESERVED = 5000;
const PRICE = 3000;

function create(
  world: PaymentWorld,
  reference: PaymentReference,
): Promise<PaymentFact | undefined> {
  const order = {
    reference,
    amountMinor: RESERVED,
    currency: 'NOK',
    isExactPrice: false,
    key: idempotencyKey('create', reference, 1),
  } as const;
  return world.run(world.gateway.createPayment(order, world.signal));
}

function capture(
  world: PaymentWorld,
  reference: PaymentReference,
): Promise<PaymentFact | undefined> {
  const key = idempotencyKey('capture', reference, 1);
  const order = {
    reference,
    amountMinor: PRICE,
    currency: 'NOK',
    key,
    sumMinor: PRICE,
  } as const;
  return world.run(world.gateway.capturePayment(order, world.signal));
}

function release(
  world: PaymentWorld,
  reference: PaymentReference,
): Promise<PaymentFact | undefined> {
  const order = { reference, key: idempotencyKey('release', reference, 1) };
  return world.run(world.gateway.releasePayment(order, world.signal));
}

function withdraw(
  world: PaymentWorld,
  reference: PaymentReference,
): Promise<PaymentFact | undefined> {
  const order = { reference, key: idempotencyKey('withdraw', reference, 1) };
  return world.run(world.gateway.withdrawPayment(order, world.signal));
}

function postReceipt(
  world: PaymentWorld,
  reference: PaymentReference,
): Promise<PaymentFact | undefined> {
  const order = {
    reference,
    currency: 'NOK',
    product: 'Solo 0,5 l',
    productId: 'A1',
    priceMinor: PRICE,
    vatRate: 1500,
  } as const;
  return world.run(world.gateway.postReceipt(order, world.signal));
}

async function approved(world: PaymentWorld): Promise<PaymentReference> {
  const reference = await world.checkedIn();
  expect(await create(world, reference)).toEqual({ kind: 'payment.created' });
  world.vipps.approve(reference);
  await world.webhookFact('payment.authorized');
  return reference;
}

test('a payment from the scan to the refund', async () => {
  await withPayments(async (world) => {
    const reference = await approved(world);
    expect(await capture(world, reference)).toMatchObject({
      kind: 'payment.captured',
      aggregate: { capturedMinor: PRICE },
    });
    expect(await release(world, reference)).toMatchObject({
      kind: 'payment.released',
      aggregate: { cancelledMinor: RESERVED - PRICE },
    });
    expect(await postReceipt(world, reference)).toEqual({ kind: 'receipt.posted' });
    const observed = {
      authorizedMinor: RESERVED,
      capturedMinor: PRICE,
      cancelledMinor: RESERVED - PRICE,
      refundedMinor: 0,
    };
    expect(await world.gateway.observePayment(reference, world.signal)).toEqual({
      kind: 'payment.observed',
      aggregate: observed,
    });
    const key = idempotencyKey('refund', reference, 1);
    const order = { reference, amountMinor: PRICE, currency: 'NOK', key, sumMinor: PRICE } as const;
    expect(await world.gateway.refundPayment(order, world.signal)).toEqual({
      kind: 'payment.refunded',
      aggregate: { ...observed, refundedMinor: PRICE },
    });
    const events = await world.gateway.getEvents(reference, world.signal);
    expect(events?.map((event) => event.name)).toEqual([
      'CREATED',
      'AUTHORIZED',
      'CAPTURED',
      'CANCELLED',
      'REFUNDED',
    ]);
    await world.vipps.whenQuiet();
    const facts = world.events.flatMap((event) => (event.kind === 'payment' ? [event.fact] : []));
    const [approval, ...movements] = facts;
    expect(approval).toMatchObject({ kind: 'payment.authorized', isHint: true });
    // A sale that has ordered them expects them.
    const ours = { kind: 'payment.moved', mayBeOurs: true };
    expect(movements).toEqual([ours, ours, ours]);
    expect(world.ledger.row(reference)).toMatchObject({
      open: 0,
      captured: PRICE,
      refunded: PRICE,
    });
  });
});

describe('an answer lost after the work was done: the order happens once', () => {
  test('create', async () => {
    await withPayments(async (world) => {
      const reference = await world.checkedIn();
      world.vipps.setBehaviour('answer-lost-after-work', { operation: 'create', times: 1 });
      expect(await create(world, reference)).toEqual({ kind: 'payment.created' });
      expect(world.ledger.rows()).toHaveLength(1);
    });
  });

  test('capture and release', async () => {
    await withPayments(async (world) => {
      const reference = await approved(world);
      world.vipps.setBehaviour('answer-lost-after-work', { operation: 'capture', times: 2 });
      expect(await capture(world, reference)).toMatchObject({ kind: 'payment.captured' });
      world.vipps.setBehaviour('answer-lost-after-work', { operation: 'cancel', times: 2 });
      expect(await release(world, reference)).toMatchObject({ kind: 'payment.released' });
      expect(world.ledger.row(reference)).toMatchObject({
        captured: PRICE,
        released: RESERVED - PRICE,
      });
    });
  });

  test('receipt', async () => {
    await withPayments(async (world) => {
      const reference = await approved(world);
      world.vipps.setBehaviour('answer-lost-after-work', { operation: 'receipt', times: 1 });
      expect(await postReceipt(world, reference)).toEqual({ kind: 'receipt.posted' });
    });
  });
});

test('an approval may be told before the create is answered', async () => {
  await withPayments(async (world) => {
    const reference = await world.checkedIn();
    world.vipps.setBehaviour('webhook-before-create-answer', { times: 1 });
    const creating = create(world, reference);
    await world.webhookFact('payment.authorized');
    expect(await creating).toEqual({ kind: 'payment.created' });
  });
});

describe('trouble at Vipps is waited out under the same key', () => {
  test.each(['status-423', 'status-429', 'status-500', 'status-503', 'capture-failed'] as const)(
    '%s',
    async (name) => {
      await withPayments(async (world) => {
        const reference = await approved(world);
        world.vipps.setBehaviour(name, { operation: 'capture', times: 3, retryAfterSeconds: 20 });
        expect(await capture(world, reference)).toMatchObject({ kind: 'payment.captured' });
        expect(world.ledger.row(reference)).toMatchObject({ captured: PRICE });
      });
    },
  );
});

describe('refusals', () => {
  test('a sales unit that captures only in full', async () => {
    await withPayments(async (world) => {
      const reference = await approved(world);
      world.vipps.setBehaviour('partial-capture-refused');
      expect(await capture(world, reference)).toEqual({
        kind: 'payment.captureRefused',
        refusal: 'fullCaptureOnly',
        code: '6140',
      });
    });
  });

  test('a bank that let the money go', async () => {
    await withPayments(async (world) => {
      const reference = await approved(world);
      world.vipps.setBehaviour('funds-unavailable', { times: 1 });
      expect(await capture(world, reference)).toMatchObject({ refusal: 'later', code: '6260' });
    });
  });

  test('a token that is spent', async () => {
    await withPayments(async (world) => {
      world.vipps.setBehaviour('refuse-with', { operation: 'create', code: '4050', times: 1 });
      const reference = await world.checkedIn();
      expect(await create(world, reference)).toEqual({
        kind: 'payment.createRefused',
        code: '4050',
      });
    });
  });

  test('a second payment on one check-in never reaches Vipps', async () => {
    await withPayments(async (world) => {
      await create(world, await world.checkedIn());
      const second = await world.checkedIn();
      world.gateway.rememberCustomerToken(second, world.tokens()[0] ?? '');
      expect(await create(world, second)).toEqual({
        kind: 'payment.createRefused',
        code: 'not-allowed',
      });
      expect(world.ledger.rows()).toHaveLength(1);
    });
  });

  test('a payment above the cap never reaches Vipps', async () => {
    await withPayments(async (world) => {
      const reference = await world.checkedIn();
      const order = {
        reference,
        amountMinor: 20_001,
        currency: 'NOK',
        isExactPrice: false,
        key: 'create-too-much',
      } as const;
      const fact = await world.gateway.createPayment(order, world.signal);
      expect(fact?.kind).toBe('payment.createRefused');
      expect(world.ledger.rows()).toHaveLength(0);
    });
  });

  test('a receipt', async () => {
    await withPayments(async (world) => {
      const reference = await approved(world);
      world.vipps.setBehaviour('receipt-refused', { times: 1 });
      expect(await postReceipt(world, reference)).toEqual({ kind: 'receipt.refused', code: '400' });
    });
  });
});

describe('withdrawing', () => {
  test('a payment that nobody approved', async () => {
    await withPayments(async (world) => {
      const reference = await world.checkedIn();
      await create(world, reference);
      expect(await withdraw(world, reference)).toEqual({ kind: 'payment.terminated' });
      expect(world.ledger.row(reference)).toMatchObject({ state: 'TERMINATED', open: 0 });
    });
  });

  test('a payment that is approved in the last moment', async () => {
    await withPayments(async (world) => {
      const reference = await world.checkedIn();
      await create(world, reference);
      world.vipps.setBehaviour('late-approval');
      world.vipps.approve(reference);
      expect(await withdraw(world, reference)).toMatchObject({
        kind: 'payment.authorized',
        amountMinor: RESERVED,
      });
    });
  });

  test('while the customer is paying, with a refusal that sticks to its key', async () => {
    await withPayments(async (world) => {
      const reference = await world.checkedIn();
      await create(world, reference);
      world.vipps.setBehaviour('cancel-while-processing', { times: 1, sticks: true });
      expect(await withdraw(world, reference)).toEqual({ kind: 'payment.terminated' });
    });
  });

  test('a payment that never reached Vipps', async () => {
    await withPayments(async (world) => {
      expect(await withdraw(world, await world.checkedIn())).toEqual({ kind: 'payment.notFound' });
    });
  });
});

test('money that is moved in the merchant’s portal is noticed', async () => {
  await withPayments(async (world) => {
    const reference = await approved(world);
    world.vipps.actInPortal(reference, 'capture', PRICE);
    await world.webhookFact('payment.moved');
  });
});

test('the sticker’s QR comes as Vipps draws it', async () => {
  await withPayments(async (world) => {
    const source = createQrSource({ machineId: MACHINE, log: createListLog(), http: world.http });
    const qr = await source.fetchQr(world.signal);
    expect(qr).toMatchObject({ ok: true });
    expect(qr.ok && qr.value.svg.includes('<svg')).toBe(true);
  });
});

test('no token and no secret is in any log', async () => {
  await withPayments(async (world) => {
    const reference = await approved(world);
    await capture(world, reference);
    const [token = ''] = world.tokens();
    expect(token.length).toBeGreaterThan(8);
    expect(world.logText()).not.toContain(token);
    expect(world.logText()).not.toMatch(/customerToken|Bearer|client-secret|subscription-key/);
  });
});
