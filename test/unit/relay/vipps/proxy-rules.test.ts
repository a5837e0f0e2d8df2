import { VIPPS_PATHS, merchantQrPath, paymentPath } from '#contract/vipps/calls.ts';
import { buildCreatePaymentRequest, buildModificationRequest } from '#contract/vipps/epayment.ts';
import { expect, test } from 'vitest';
import { checkCall, type ProxyCall } from '../../../../src/relay/vipps/proxy-rules.ts';
import { UNIT } from '../relay-fixture.ts';

const ONE = 'vm-0001';
const OWN = `${ONE}-01k00000000000000000000001`;
const OTHERS = 'vm-0002-01k00000000000000000000001';
const caller = { machineId: ONE, unit: UNIT };

function call(method: string, path: string, body?: unknown): ProxyCall {
  const text = body === undefined ? '' : JSON.stringify(body);
  return { method, path, body: new TextEncoder().encode(text) };
}

const create = {
  ...buildCreatePaymentRequest({
    reference: OWN,
    amountMinor: 2_500,
    currency: 'NOK',
    customerToken: 'token',
    userFlow: 'PUSH_MESSAGE',
    description: 'Words of nobody',
    machineId: ONE,
  }),
};
const capture = (amountMinor: number): unknown => buildModificationRequest(amountMinor, 'NOK');

test('a machine’s own payment may be created, with a description of the kiosk’s', () => {
  const allowed = checkCall(call('POST', VIPPS_PATHS.payments, create), caller);
  if (!allowed.ok) throw new Error(allowed.error);
  expect(allowed.value.limited).toMatchObject({ kind: 'create', create: { reference: OWN } });
  expect(allowed.value.body).not.toContain('Words of nobody');
});

test('a refund of its own is allowed and counted; a capture is allowed and not counted', () => {
  const refund = checkCall(call('POST', `${paymentPath(OWN)}/refund`, capture(700)), caller);
  expect(refund).toMatchObject({
    ok: true,
    value: { limited: { kind: 'refund', reference: OWN, amountMinor: 700 } },
  });
  const captured = checkCall(call('POST', `${paymentPath(OWN)}/capture`, capture(700)), caller);
  expect(captured).toMatchObject({ ok: true, value: { limited: undefined } });
});

test('its own payment, events and QR may be read', () => {
  for (const path of [paymentPath(OWN), `${paymentPath(OWN)}/events`, merchantQrPath(ONE)]) {
    expect(checkCall(call('GET', path), caller).ok, path).toBe(true);
  }
});

test.each([
  ['another machine’s payment', call('GET', paymentPath(OTHERS)), 'not of this machine'],
  ['another machine’s QR', call('GET', merchantQrPath('vm-0002')), 'not of this machine'],
  [
    'a capture above the cap',
    call('POST', `${paymentPath(OWN)}/capture`, capture(20_001)),
    'above the cap',
  ],
  [
    'a reference of another machine',
    call('POST', VIPPS_PATHS.payments, { ...create, reference: OTHERS }),
    'the reference is not',
  ],
  [
    'another currency',
    call('POST', VIPPS_PATHS.payments, { ...create, amount: { currency: 'DKK', value: 1 } }),
    'the currency',
  ],
  [
    'another user flow',
    call('POST', VIPPS_PATHS.payments, { ...create, userFlow: 'WEB_REDIRECT' }),
    'the user flow',
  ],
  [
    'a return URL of its own',
    call('POST', VIPPS_PATHS.payments, { ...create, returnUrl: 'https://elsewhere.example' }),
    'the return URL',
  ],
  [
    'a field that no kiosk sends',
    call('POST', VIPPS_PATHS.payments, { ...create, recurring: true }),
    'not one that a machine makes',
  ],
  ['what is not JSON', { ...call('POST', VIPPS_PATHS.payments), body: Uint8Array.of(0xff) }, 'not'],
  ['another path', call('GET', '/webhooks/v1/webhooks'), 'does not make this call'],
  ['another method', call('DELETE', merchantQrPath(ONE)), 'does not make this call'],
  ['a path with dots', call('GET', `${paymentPath(OWN)}/../x`), 'does not make this call'],
] as const)('%s is refused', (_what, refused, reason) => {
  const result = checkCall(refused, caller);
  expect(result.ok ? '' : result.error).toContain(reason);
});
