import { merchantQrPath } from '#contract/vipps/calls.ts';
import { merchantQrSchema } from '#contract/vipps/qr.ts';
import type { QrSource } from '#core/payment/gateway.ts';
import type { Log } from '#core/ports.ts';
import { err, ok, type Result } from '#core/result.ts';
import QRCode from 'qrcode';

export interface QrSourceDeps {
  readonly machineId: string;
  readonly log: Log;
  readonly http: {
    call(call: {
      readonly method: 'GET';
      readonly path: string;
    }): Promise<Result<{ readonly status: number; readonly body: unknown }, string>>;
    fetchText(url: string): Promise<Result<string, string>>;
  };
}

/** Safe for print: a quarter of the code may be damaged, four modules of quiet around it (ISO/IEC 18004). */
export function drawQr(content: string): Promise<string> {
  return QRCode.toString(content, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
}

/** Vipps' own picture of the machine's QR, or one drawn from what it encodes when the picture cannot be had. */
export function createQrSource({ machineId, log, http }: QrSourceDeps): QrSource {
  return {
    fetchQr: async () => {
      const path = `${merchantQrPath(machineId)}?QrImageFormat=SVG`;
      const answer = await http.call({ method: 'GET', path });
      if (!answer.ok) return answer;
      const qr = merchantQrSchema.safeParse(answer.value.body);
      if (answer.value.status !== 200 || !qr.success) {
        return err(`Vipps answered ${String(answer.value.status)} for the QR of ${machineId}.`);
      }
      const { qrContent, qrImageUrl } = qr.data;
      const picture = await http.fetchText(qrImageUrl);
      const isSvg = picture.ok && picture.value.includes('<svg');
      if (!isSvg) log.info('the QR is drawn from its content', { machineId });
      return ok({ svg: isSvg ? picture.value : await drawQr(qrContent), content: qrContent });
    },
  };
}
