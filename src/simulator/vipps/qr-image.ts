import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { toBuffer, toString as toSvg } from 'qrcode';
import type { HeaderReader } from './access.ts';

/** QR API: side lengths of a PNG in pixels. */
const SIZE_PX = { min: 100, max: 2000, default: 1024 } as const;

export interface RequestedImage {
  readonly format: 'PNG' | 'SVG';
  readonly sizePx: number;
}

/** The specification writes QrImageFormat, the guide qrImageFormat: accepts both. */
export function requestedImage(query: HeaderReader): RequestedImage | undefined {
  const format = query('QrImageFormat') ?? query('qrImageFormat') ?? 'SVG';
  const sizePx = Number(query('QrImageSize') ?? query('qrImageSize') ?? SIZE_PX.default);
  if (format !== 'PNG' && format !== 'SVG') return undefined;
  if (!Number.isInteger(sizePx) || sizePx < SIZE_PX.min || sizePx > SIZE_PX.max) return undefined;
  return { format, sizePx };
}

export interface QrKey {
  readonly merchantSerialNumber: string;
  readonly merchantQrId: string;
}

/** Never changes for a QR: printed stickers must keep working. */
export function contentOf(qr: QrKey): string {
  const seed = JSON.stringify([qr.merchantSerialNumber, qr.merchantQrId]);
  const id = createHash('sha256').update(seed).digest('base64url').slice(0, 22);
  return `https://qr.vipps.no/28/2/05/031/${id}`;
}

export function imageUrlOf(origin: string, qr: QrKey, image: RequestedImage): string {
  const place = [qr.merchantSerialNumber, qr.merchantQrId].map(encodeURIComponent).join('/');
  const file = `${place}.${image.format.toLowerCase()}`;
  return `${origin}/qr-images/${file}?size=${String(image.sizePx)}`;
}

/** GET /qr-images/{msn}/{merchantQrId}.svg or .png, without authorisation. */
export function serveQrImage(isKnown: (qr: QrKey) => boolean): RequestHandler {
  return async (request, response) => {
    const { msn, file } = request.params;
    const match = typeof file === 'string' ? /^(.+)\.(svg|png)$/.exec(file) : null;
    const merchantQrId = match?.[1];
    const qr =
      typeof msn === 'string' && merchantQrId !== undefined
        ? { merchantSerialNumber: msn, merchantQrId }
        : undefined;
    if (qr === undefined || !isKnown(qr)) {
      response.status(404).end();
      return;
    }
    const content = contentOf(qr);
    if (match?.[2] === 'svg') {
      response.type('image/svg+xml').send(await toSvg(content, { type: 'svg' }));
      return;
    }
    const wanted = Number(request.query['size'] ?? SIZE_PX.default);
    const sizePx = Number.isInteger(wanted) ? wanted : SIZE_PX.default;
    const width = Math.min(Math.max(sizePx, SIZE_PX.min), SIZE_PX.max);
    response.type('image/png').send(await toBuffer(content, { width }));
  };
}
