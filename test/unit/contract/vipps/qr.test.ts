import {
  buildMerchantQrPutRequest,
  merchantQrListSchema,
  merchantQrPutRequestSchema,
} from '#contract/vipps/qr.ts';
import { describe, expect, test } from 'vitest';

describe('the QR of a machine', () => {
  test('says where it is, and that it is a vending machine', () => {
    expect(buildMerchantQrPutRequest(' Platform 2 ')).toStrictEqual({
      locationDescription: 'Platform 2',
      category: 'VENDING',
    });
  });

  test('has its place cut at 36 characters, never through a character', () => {
    const long = buildMerchantQrPutRequest(`${'a'.repeat(35)}🥤 and more`);
    expect(long.locationDescription).toBe('a'.repeat(35));
    expect(merchantQrPutRequestSchema.safeParse(long).success).toBe(true);
    const spaced = buildMerchantQrPutRequest(`${'a'.repeat(35)} tail`);
    expect(spaced.locationDescription).toBe('a'.repeat(35));
  });

  test('is read with or without the newer category', () => {
    const one = {
      merchantSerialNumber: '12345',
      merchantQrId: 'vm0001',
      locationDescription: 'Kasse 1',
      qrImageUrl: 'https://qr.vipps.no/generate/qr.png?x',
      qrContent: 'https://qr.vipps.no/x',
    };
    const [plain, vending] = merchantQrListSchema.parse([one, { ...one, category: 'VENDING' }]);
    expect(plain?.category).toBeUndefined();
    expect(vending?.category).toBe('VENDING');
  });
});
