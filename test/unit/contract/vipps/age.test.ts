import { decodeSaleEvent, encodeSaleEvent } from '#contract/journal/sale-event.ts';
import { buildCreatePaymentRequest } from '#contract/vipps/epayment.ts';
import { kioskCreateSchema } from '#contract/vipps/kiosk-calls.ts';
import type { SaleEvent } from '#core/sale/event.ts';
import { expect, it } from 'vitest';
import { checkIn, REFERENCE } from '../../../support/sale-world.ts';

const ORDER = {
  reference: REFERENCE,
  amountMinor: 5000,
  currency: 'NOK',
  customerToken: 'token',
  userFlow: 'PUSH_MESSAGE',
  description: 'A reservation',
  machineId: 'vm-0001',
} as const;

it('a create carries its age limit, and none where there is none', () => {
  const limited = buildCreatePaymentRequest({ ...ORDER, minimumUserAge: 16 });
  expect(limited.minimumUserAge).toBe(16);
  expect(kioskCreateSchema.safeParse(limited).success).toBe(true);
  for (const minimumUserAge of [undefined, 0]) {
    expect(buildCreatePaymentRequest({ ...ORDER, minimumUserAge })).not.toHaveProperty(
      'minimumUserAge',
    );
  }
});

it('the journal keeps the limit and what to ask for without it; older entries have neither', () => {
  const begun = checkIn('release');
  if (begun.kind !== 'customer.checkedIn') throw new Error('It is one.');
  const plain = { ...begun, atMs: 1, isMachineReady: true };
  const fallback = { reference: REFERENCE, amountMinor: 2500 };
  const aged: SaleEvent = { ...plain, ageLimit: 16, fallback };
  expect(decodeSaleEvent(encodeSaleEvent(aged))).toMatchObject({ ageLimit: 16, fallback });
  const none: SaleEvent = { ...plain, ageLimit: 0, fallback: undefined };
  expect(decodeSaleEvent(encodeSaleEvent(none))).toMatchObject({ ageLimit: 0 });
  expect(decodeSaleEvent(encodeSaleEvent(plain))).not.toHaveProperty('ageLimit');
});
