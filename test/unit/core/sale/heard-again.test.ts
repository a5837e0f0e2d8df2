import { describe, expect, test } from 'vitest';
import { isPaymentReference } from '#core/base/ids.ts';
import { canBeHeardAgain } from '#core/sale/heard-again.ts';

const TEXT = 'vm-0001-01jd0000000000000000000000';
if (!isPaymentReference(TEXT)) throw new Error('No reference.');
const reference = TEXT;
const ASK = { kind: 'observePayment', reference } as const;

describe('a power cut may take back a step', () => {
  test('that only asks Vipps, who told it', () => {
    expect(canBeHeardAgain('payment.released', [ASK])).toBe(true);
    expect(canBeHeardAgain('receipt.posted', [])).toBe(true);
  });

  test('but not one that orders something outside', () => {
    expect(
      canBeHeardAgain('payment.captured', [{ kind: 'releasePayment', reference, key: 'k' }]),
    ).toBe(false);
    expect(
      canBeHeardAgain('payment.authorized', [ASK, { kind: 'offerSession', creditMinor: 1 }]),
    ).toBe(false);
  });

  test('nor one that changes stock or the review list', () => {
    expect(canBeHeardAgain('payment.observed', [{ kind: 'takeStock', selection: 'A1' }])).toBe(
      false,
    );
  });

  test('nor what only the machine or a person said', () => {
    expect(canBeHeardAgain('vend.succeeded', [])).toBe(false);
    expect(canBeHeardAgain('customer.checkedIn', [])).toBe(false);
    expect(canBeHeardAgain('kiosk.restarted', [ASK])).toBe(false);
  });
});
