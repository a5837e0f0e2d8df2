import { merchantQrPutRequestSchema, type MerchantQr } from '#contract/vipps/qr.ts';
import type { RequestHandler } from 'express';
import { invalidParams, type ApiAnswer } from './answers.ts';
import type { ApiCall } from './incoming.ts';
import { contentOf, imageUrlOf, imageWishOf, serveQrImage, type ImageWish } from './qr-image.ts';

export interface StoredQr {
  readonly merchantSerialNumber: string;
  readonly merchantQrId: string;
  readonly locationDescription: string;
  readonly category: string;
  /** What it encodes; undefined: what its number and id make. */
  readonly content?: string | undefined;
}

/** What may be changed behind the merchant's back. */
export interface QrChanges {
  readonly merchantSerialNumber?: string | undefined;
  readonly locationDescription?: string | undefined;
  readonly category?: string | undefined;
  readonly content?: string | undefined;
}

export interface MerchantQrs {
  readonly put: (call: ApiCall) => ApiAnswer;
  readonly get: (call: ApiCall) => ApiAnswer;
  readonly getAll: (call: ApiCall) => ApiAnswer;
  readonly remove: (call: ApiCall) => ApiAnswer;
  /** The first with this id; a second sales unit may have the same. */
  find(merchantQrId: string): StoredQr | undefined;
  list(): readonly StoredQr[];
  /** Changes one as somebody with the keys would; `undefined` removes it. @returns whether there was one */
  change(merchantQrId: string, changes: QrChanges | undefined): boolean;
  /** The picture behind qrImageUrl. */
  serveImage(): RequestHandler;
}

function keyOf(merchantSerialNumber: string, merchantQrId: string): string {
  return JSON.stringify([merchantSerialNumber, merchantQrId]);
}

function describe(qr: StoredQr, call: ApiCall, wish: ImageWish): MerchantQr {
  const qrImageUrl = imageUrlOf(call.origin, qr, wish);
  const { content = contentOf(qr), ...rest } = qr;
  return { ...rest, qrImageUrl, qrContent: content };
}

function refuseImage(): ApiAnswer {
  return invalidParams(400, 'One or more validation errors occurred.', [
    { name: 'QrImageFormat', reason: 'PNG or SVG, 100 to 2000 px' },
  ]);
}

export function createMerchantQrs(): MerchantQrs {
  const qrs = new Map<string, StoredQr>();
  const find = (merchantQrId: string): StoredQr | undefined =>
    [...qrs.values()].find((qr) => qr.merchantQrId === merchantQrId);

  return {
    put(call) {
      const parsed = merchantQrPutRequestSchema.safeParse(call.body);
      if (!parsed.success) {
        const params = parsed.error.issues.map(({ path, message }) => ({
          name: path.length === 0 ? 'body' : path.join('.'),
          reason: message,
        }));
        return invalidParams(400, 'One or more validation errors occurred.', params);
      }
      const { merchantSerialNumber } = call.unit;
      const { locationDescription, category = 'IN_STORE' } = parsed.data;
      const qr = { merchantSerialNumber, merchantQrId: call.id, locationDescription, category };
      qrs.set(keyOf(merchantSerialNumber, call.id), qr);
      return { status: 200 };
    },
    get(call) {
      const wish = imageWishOf(call.query);
      const qr = qrs.get(keyOf(call.unit.merchantSerialNumber, call.id));
      if (wish === undefined) return refuseImage();
      if (qr === undefined) return invalidParams(404, 'Not Found');
      return { status: 200, body: describe(qr, call, wish) };
    },
    getAll(call) {
      const wish = imageWishOf(call.query);
      if (wish === undefined) return refuseImage();
      const { merchantSerialNumber } = call.unit;
      const own = [...qrs.values()].filter(
        (qr) => qr.merchantSerialNumber === merchantSerialNumber,
      );
      return { status: 200, body: own.map((qr) => describe(qr, call, wish)) };
    },
    remove(call) {
      const isKnown = qrs.delete(keyOf(call.unit.merchantSerialNumber, call.id));
      return isKnown ? { status: 200 } : invalidParams(404, 'Not Found');
    },
    find,
    list: () => [...qrs.values()],
    change: (merchantQrId, changes) => {
      const qr = find(merchantQrId);
      if (qr === undefined) return false;
      const key = keyOf(qr.merchantSerialNumber, qr.merchantQrId);
      if (changes === undefined) qrs.delete(key);
      else {
        const { merchantSerialNumber, locationDescription, category, content } = changes;
        qrs.set(key, {
          merchantQrId,
          merchantSerialNumber: merchantSerialNumber ?? qr.merchantSerialNumber,
          locationDescription: locationDescription ?? qr.locationDescription,
          category: category ?? qr.category,
          content: content ?? qr.content,
        });
      }
      return true;
    },
    serveImage: () =>
      serveQrImage((qr) => qrs.has(keyOf(qr.merchantSerialNumber, qr.merchantQrId))),
  };
}
