import { LOCATION_MAX_LENGTH } from '#core/kiosk/location.ts';
import { z } from 'zod';
import { absentOr } from './amount.ts';
import { textLike } from './form.ts';

/** QR API 1.0, merchant-callback: the sticker on the machine. */

/** VENDING makes the app ask the customer to choose on the machine; nothing else changes. */
export const QR_CATEGORIES = ['IN_STORE', 'VENDING', 'AGE_CHECK'] as const;

/** PUT /qr/v1/merchant-callback/{merchantQrId}: creates or updates; the picture never changes. */
export const merchantQrPutRequestSchema = z.strictObject({
  /** Shown in the customer's app after the scan. */
  locationDescription: z.string().min(1).max(LOCATION_MAX_LENGTH),
  category: z.enum(QR_CATEGORIES).optional(),
});
export type MerchantQrPutRequest = z.infer<typeof merchantQrPutRequestSchema>;

/** GET /qr/v1/merchant-callback/{merchantQrId} */
export const merchantQrSchema = z.object({
  merchantSerialNumber: textLike(40),
  merchantQrId: textLike(200),
  locationDescription: z.string(),
  /** Needs no authorization; may be rotated, so fetch and keep the picture. */
  qrImageUrl: z.string(),
  /** What the QR encodes. */
  qrContent: z.string(),
  category: absentOr(z.string()),
});
export type MerchantQr = z.infer<typeof merchantQrSchema>;
export const merchantQrListSchema = z.array(merchantQrSchema);

/** Longer texts are cut: a machine out of order must not fail on the length of its place. */
export function buildMerchantQrPutRequest(locationDescription: string): MerchantQrPutRequest {
  const characters = Array.from(locationDescription.trim());
  let text = characters.join('');
  while (text.length > LOCATION_MAX_LENGTH) {
    characters.pop();
    text = characters.join('');
  }
  return { locationDescription: text.trim(), category: 'VENDING' };
}
