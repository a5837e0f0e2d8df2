import { countryOf, salesUnitDetailsSchema } from '#contract/vipps/management.ts';
import { salesUnitPath } from '#contract/vipps/calls.ts';
import { expect, test } from 'vitest';

const DETAILS = {
  msn: 123456,
  name: 'Canteen',
  businessIdentifier: { scheme: 'business:no:ORG', id: '987654321' },
  settlementBankAccount: null,
  configuration: {
    paymentAllowed: 'true',
    captureType: 'ReserveCapture',
    skipLandingPageAllowed: false,
    recurringAllowed: false,
    creditCardPaymentAllowed: null,
  },
};

test('what Vipps has on file about a sales unit is read, whatever is left out', () => {
  const details = salesUnitDetailsSchema.parse(DETAILS);
  expect(details.msn).toBe('123456');
  expect(details.configuration).toEqual({
    paymentAllowed: true,
    captureType: 'ReserveCapture',
    skipLandingPageAllowed: false,
  });
  expect(countryOf(details)).toBe('NO');
  const bare = salesUnitDetailsSchema.parse({ msn: '1234', name: 'Canteen' });
  expect(bare.configuration).toEqual({});
  expect(countryOf(bare)).toBeUndefined();
});

test.each(['business', 'business:NOR:ORG', 'person:NO:ORG'])('%s names no country', (scheme) => {
  const details = { msn: '1234', name: 'Canteen', businessIdentifier: { scheme } };
  expect(countryOf(salesUnitDetailsSchema.parse(details))).toBeUndefined();
});

test('the sales unit stands in the path', () => {
  expect(salesUnitPath('123456')).toBe('/management/v1/sales-units/123456');
});
