import { merchantQrPath } from '#contract/vipps/calls.ts';
import { merchantQrSchema } from '#contract/vipps/qr.ts';
import type { QrSource } from '#core/payment/qr-source.ts';
import type { CancelSignal, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';

export interface QrSourceDeps {
  readonly machineId: string;
  readonly log: Log;
  /** The gateway room's HTTP to the relay. */
  readonly http: {
    call(call: {
      readonly method: 'GET';
      readonly path: string;
      readonly cut: CancelSignal;
    }): Promise<
      Result<
        { readonly status: number; readonly body: unknown },
        { readonly code: string; readonly detail: string }
      >
    >;
    fetchText(url: string, cut: CancelSignal): Promise<Result<string, string>>;
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** For print: readable with a quarter of the code damaged, and a quiet zone of four modules (ISO/IEC 18004). */
export async function drawQr(content: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  return QRCode.toString(content, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
}

/** `https:`, or `http:` on this very computer. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** Accepts a picture and nothing else: the technician's window shows it. */
function isPicture(text: string): boolean {
  return /<svg[\s>]/i.test(text) && !/<(?:script|foreignObject|iframe)|\son\w+\s*=/i.test(text);
}

/** Vipps' own picture of the machine's QR, or one drawn from what it encodes when the picture cannot be had. */
export function createQrSource({ machineId, log, http }: QrSourceDeps): QrSource {
  async function fetchPicture(url: string, cut: CancelSignal): Promise<Result<string, string>> {
    if (!isSafeUrl(url)) return err('Its address is not one to fetch from.');
    const picture = await http.fetchText(url, cut);
    return !picture.ok || isPicture(picture.value) ? picture : err('It is not an SVG picture.');
  }

  return {
    fetchQr: async (signal) => {
      const path = `${merchantQrPath(machineId)}?QrImageFormat=SVG`;
      const answer = await http.call({ method: 'GET', path, cut: signal });
      if (!answer.ok) return err(`The relay cannot be reached (${answer.error.detail}).`);
      const { status, body } = answer.value;
      const qr = merchantQrSchema.safeParse(body);
      if (status !== 200 || !qr.success) {
        return err(`The answer for the QR of ${machineId} was ${String(status)}.`);
      }
      const { qrContent, qrImageUrl } = qr.data;
      const picture = await fetchPicture(qrImageUrl, signal);
      if (picture.ok) return ok({ svg: picture.value, content: qrContent });
      log.info('gateway.qr-drawn', { machineId, reason: picture.error });
      return ok({ svg: await drawQr(qrContent), content: qrContent });
    },
  };
}
