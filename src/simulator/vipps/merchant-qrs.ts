import { merchantQrPutRequestSchema, type MerchantQr } from '#contract/vipps/qr.ts';
import type { RequestHandler } from 'express';
import { invalidParams, type ApiAnswer } from './answers.ts';
import type { ApiCall } from './incoming.ts';
import {
  contentOf,
  imageUrlOf,
  requestedImage,
  serveQrImage,
  type RequestedImage,
} from './qr-image.ts';

export interface StoredQr {
  readonly merchantSerialNumber: string;
  readonly merchantQrId: string;
  readonly locationDescription: string;
  readonly category: string;
  /** The encoded text; undefined: derived from its number and id. */
  readonly content?: string | undefined;
}

/** Fields that somebody else may change. */
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
  /** The first QR with this id; another sales unit may have the same id. */
  find(merchantQrId: string): StoredQr | undefined;
  list(): readonly StoredQr[];
  /** Changes a QR, as anybody with the keys could; `undefined` removes it. @returns whether it existed */
  change(merchantQrId: string, changes: QrChanges | undefined): boolean;
  /** Serves the image of qrImageUrl. */
  serveImage(): RequestHandler;
}

function keyOf(merchantSerialNumber: string, merchantQrId: string): string {
  return JSON.stringify([merchantSerialNumber, merchantQrId]);
}

function describe(qr: StoredQr, call: ApiCall, image: RequestedImage): MerchantQr {
  const qrImageUrl = imageUrlOf(call.origin, qr, image);
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
      const image = requestedImage(call.query);
      const qr = qrs.get(keyOf(call.unit.merchantSerialNumber, call.id));
      if (image === undefined) return refuseImage();
      if (qr === undefined) return invalidParams(404, 'Not Found');
      return { status: 200, body: describe(qr, call, image) };
    },
    getAll(call) {
      const image = requestedImage(call.query);
      if (image === undefined) return refuseImage();
      const { merchantSerialNumber } = call.unit;
      const own = [...qrs.values()].filter(
        (qr) => qr.merchantSerialNumber === merchantSerialNumber,
      );
      return { status: 200, body: own.map((qr) => describe(qr, call, image)) };
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
