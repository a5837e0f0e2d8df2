import {
  merchantQrPath,
  orderPath,
  paymentPath,
  receiptPath,
  VIPPS_HEADERS,
  VIPPS_PATHS,
  webhookPath,
} from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
  type CreatePaymentOrder,
} from '#contract/vipps/epayment.ts';
import { buildMerchantQrPutRequest } from '#contract/vipps/qr.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import { buildRegisterWebhookRequest, webhookListSchema } from '#contract/vipps/webhooks.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { UNIT, withVipps, type Answer } from '../../unit/simulator/vipps/vipps-world.ts';
import { openOfficial, type OpenapiFile, type OpenapiName } from './openapi-file.ts';

const REFERENCE = 'vm0001-01jc3k9s2xq8aaaaaaaaaaaaaa';
const order: CreatePaymentOrder = {
  reference: REFERENCE,
  amountMinor: 5000,
  currency: 'NOK',
  customerToken: 'dG9rZW4=',
  userFlow: 'PUSH_MESSAGE',
  description: 'Reservation of the maximum price.',
  machineId: 'vm0001',
};
const receipt = buildReceipt({
  currency: 'NOK',
  productName: 'Water',
  productId: 'W-1',
  priceMinor: 3000,
  vatRateHundredths: 2500,
  machineId: 'vm0001',
  receiptNumber: REFERENCE,
});
const PAYMENT = '/v1/payments/{Reference}';

const files = new Map<OpenapiName, OpenapiFile>();

function file(name: OpenapiName): OpenapiFile {
  const known = files.get(name) ?? openOfficial(name);
  files.set(name, known);
  return known;
}

/** Nothing to find fault with. */
const FINE = { errors: [] };

/** Method and path as the file spells it, for the answer to be looked up. */
function check(name: OpenapiName, call: string, answer: Answer): void {
  const [method = '', path = ''] = call.split(' ');
  const faults = file(name).answer(method, path, answer).errors;
  expect({ call, status: answer.status, faults }).toStrictEqual({
    call,
    status: answer.status,
    faults: [],
  });
}

describe('the requests of the contract', () => {
  beforeAll(() => {
    file('epayment');
  });

  test('create, with a push message and with a redirect', () => {
    const redirect = { userFlow: 'WEB_REDIRECT', returnUrl: 'https://relay.example/r' } as const;
    for (const one of [order, { ...order, ...redirect }]) {
      const body = buildCreatePaymentRequest(one);
      expect(file('epayment').request('post', '/v1/payments', body)).toStrictEqual(FINE);
    }
  });

  test('capture, cancel and refund', () => {
    const amount = buildModificationRequest(3000, 'NOK');
    const request = (path: string, body: unknown): unknown =>
      file('epayment').request('post', path, body);
    expect(request(`${PAYMENT}/capture`, amount)).toStrictEqual(FINE);
    expect(request(`${PAYMENT}/refund`, amount)).toStrictEqual(FINE);
    const cancel = `${PAYMENT}/cancel`;
    expect(request(cancel, buildCancelRequest(false))).toStrictEqual(FINE);
    expect(request(cancel, buildCancelRequest(true))).toStrictEqual(FINE);
  });

  test('QR, registration and receipt', () => {
    const qr = buildMerchantQrPutRequest('Central station, platform 2, by the lift');
    const qrPath = '/v1/merchant-callback/{merchantQrId}';
    expect(file('qr').request('put', qrPath, qr)).toStrictEqual(FINE);
    const url = 'https://relay.example/webhooks/vipps';
    const registration = buildRegisterWebhookRequest(url, WEBHOOK_EVENT_NAMES);
    expect(file('webhooks').request('post', '/v1/webhooks', registration)).toStrictEqual(FINE);
    const receiptCall = '/v2/{paymentType}/receipts/{orderId}';
    expect(file('orders').request('post', receiptCall, receipt)).toStrictEqual(FINE);
    expect(file('epayment').schema('Receipt', receipt)).toStrictEqual(FINE);
  });

  test('and the comparison notices what is wrong', () => {
    const body = { ...buildCreatePaymentRequest(order), surprise: 1 };
    expect(file('epayment').request('post', '/v1/payments', body).errors).not.toStrictEqual([]);
    const none = { ...buildCreatePaymentRequest(order), customer: {} };
    expect(file('epayment').request('post', '/v1/payments', none).errors).not.toStrictEqual([]);
    const capture = `${PAYMENT}/capture`;
    const wrong = { status: 200, contentType: 'application/problem+json', body: {} };
    expect(file('epayment').answer('post', capture, wrong).errors).toHaveLength(5);
    const unlabelled = { ...wrong, contentType: 'application/json' };
    expect(file('epayment').answer('post', capture, unlabelled).errors).toHaveLength(1);
    const teapot = { ...wrong, status: 418 };
    expect(file('epayment').answer('post', capture, teapot).errors).toHaveLength(1);
  });
});

describe('the headers of a call', () => {
  test('are those that the files demand', () => {
    const known: readonly string[] = ['Authorization', ...Object.values(VIPPS_HEADERS)];
    const demanded = [
      ...file('epayment').requiredHeaders('post', '/v1/payments'),
      ...file('epayment').requiredHeaders('post', `${PAYMENT}/capture`),
      ...file('epayment').requiredHeaders('post', `${PAYMENT}/cancel`),
      ...file('qr').requiredHeaders('put', '/v1/merchant-callback/{merchantQrId}'),
      ...file('orders').requiredHeaders('post', '/v2/{paymentType}/receipts/{orderId}'),
    ];
    expect(demanded.length).toBeGreaterThan(8);
    expect(demanded.filter((name) => !known.includes(name))).toStrictEqual([]);
    const token = file('token').requiredHeaders('post', '/accesstoken/get');
    expect(token).toStrictEqual(['client_id', 'client_secret', VIPPS_HEADERS.subscriptionKey]);
  });
});

describe('the answers of the simulated Vipps', () => {
  test('to a whole sale', () =>
    withVipps(async ({ create, call, vipps, capture, cancel, refund }) => {
      check('epayment', 'post /v1/payments', await create(REFERENCE));
      const waiting = await call('GET', paymentPath(REFERENCE));
      check('epayment', `get ${PAYMENT}`, waiting);
      vipps.control.approve(REFERENCE);
      check('epayment', `post ${PAYMENT}/capture`, await capture(REFERENCE, 3000));
      check('epayment', `post ${PAYMENT}/cancel`, await cancel(REFERENCE));
      check('epayment', `post ${PAYMENT}/refund`, await refund(REFERENCE, 1000));
      check('epayment', `get ${PAYMENT}`, await call('GET', paymentPath(REFERENCE)));
      const events = await call('GET', paymentPath(REFERENCE, 'events'));
      check('epayment', `get ${PAYMENT}/events`, events);
      const posted = await call('POST', receiptPath(REFERENCE), { body: receipt });
      check('orders', 'post /v2/{paymentType}/receipts/{orderId}', posted);
      const stored = await call('GET', orderPath(REFERENCE));
      check('orders', 'get /v2/{paymentType}/{orderId}', stored);
    }));

  test('to a create with a redirect and to a force approve', () =>
    withVipps(async ({ create, call }) => {
      const redirect = { userFlow: 'WEB_REDIRECT', returnUrl: 'https://relay.example/r' } as const;
      check('epayment', 'post /v1/payments', await create(REFERENCE, redirect));
      const body = { customer: { phoneNumber: '4712345678' } };
      expect(file('epayment').schema('ForceApprove', body)).toStrictEqual(FINE);
      const path = `/epayment/v1/test/payments/${REFERENCE}/approve`;
      const approved = await call('POST', path, { body });
      check('epayment', 'post /v1/test/payments/{Reference}/approve', approved);
    }));

  test('to refused payments', () =>
    withVipps(async ({ create, capture, cancel, refund, vipps }) => {
      await create(REFERENCE);
      check('epayment', 'post /v1/payments', await create(REFERENCE));
      check('epayment', 'post /v1/payments', await create('vm0001-bbbb', { amountMinor: 99 }));
      check('epayment', 'post /v1/payments', await create('short'));
      vipps.control.setBehaviour('push-not-allowed', { times: 1 });
      check('epayment', 'post /v1/payments', await create('vm0001-cccc'));
      check('epayment', `post ${PAYMENT}/capture`, await capture(REFERENCE, 100));
      check('epayment', `post ${PAYMENT}/capture`, await capture('vm0001-none', 100));
      check('epayment', `post ${PAYMENT}/refund`, await refund(REFERENCE, 100));
      await cancel(REFERENCE);
      check('epayment', `post ${PAYMENT}/cancel`, await cancel(REFERENCE));
    }));

  test('about QRs', () =>
    withVipps(async ({ call }) => {
      const one = '/v1/merchant-callback/{merchantQrId}';
      const path = merchantQrPath('vm0001');
      check('qr', `get ${one}`, await call('GET', path));
      check('qr', `delete ${one}`, await call('DELETE', path));
      check('qr', `put ${one}`, await call('PUT', path, { body: {} }));
      const body = buildMerchantQrPutRequest('Hall');
      check('qr', `put ${one}`, await call('PUT', path, { body }));
      check('qr', `get ${one}`, await call('GET', path));
      check('qr', 'get /v1/merchant-callback', await call('GET', VIPPS_PATHS.merchantQrs));
      check('qr', `delete ${one}`, await call('DELETE', path));
    }));

  test('about receipts that are refused', () =>
    withVipps(async ({ call }) => {
      const path = receiptPath(REFERENCE);
      const posts = 'post /v2/{paymentType}/receipts/{orderId}';
      check('orders', posts, await call('POST', path, { body: {} }));
      await call('POST', path, { body: receipt });
      check('orders', posts, await call('POST', path, { body: receipt }));
      const missing = await call('GET', orderPath('vm0001-none'));
      check('orders', 'get /v2/{paymentType}/{orderId}', missing);
    }));

  test('about registrations', () =>
    withVipps(async ({ call, relay }) => {
      const body = buildRegisterWebhookRequest(`${relay.origin}/x`, WEBHOOK_EVENT_NAMES);
      const path = VIPPS_PATHS.webhooks;
      check('webhooks', 'post /v1/webhooks', await call('POST', path, { body }));
      check('webhooks', 'post /v1/webhooks', await call('POST', path, { body }));
      const listed = await call('GET', path);
      check('webhooks', 'get /v1/webhooks', listed);
      const id = webhookListSchema.parse(listed.body).webhooks[0]?.id ?? '';
      check('webhooks', 'delete /v1/webhooks/{id}', await call('DELETE', webhookPath(id)));
    }));

  test('to the call for a token', () =>
    withVipps(async ({ origin }) => {
      const headers = {
        client_id: UNIT.clientId,
        client_secret: UNIT.clientSecret,
        [VIPPS_HEADERS.subscriptionKey]: UNIT.subscriptionKey,
      };
      const url = origin + VIPPS_PATHS.accessToken;
      const response = await fetch(url, { method: 'POST', headers });
      const contentType = response.headers.get('content-type') ?? '';
      const body: unknown = await response.json();
      const answer = { status: response.status, contentType, body };
      expect(file('token').answer('post', '/accesstoken/get', answer)).toStrictEqual(FINE);
    }));

  test('and its payment webhooks', () =>
    withVipps(async ({ register, authorized, capture, cancel, vipps, relay }) => {
      await register();
      await authorized(REFERENCE);
      await capture(REFERENCE, 3000);
      await cancel(REFERENCE);
      await vipps.control.whenQuiet();
      const payments = relay.received.filter((webhook) => 'name' in webhook.body);
      expect(payments).toHaveLength(4);
      for (const webhook of payments) {
        expect(file('epayment').schema('WebhookEvent', webhook.body)).toStrictEqual(FINE);
      }
    }));
});
