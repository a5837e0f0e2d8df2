import type { CancelSignal } from '../base/ports.ts';
import type { Result } from '../base/result.ts';

export interface QrPicture {
  readonly svg: string;
  readonly content: string;
}

export interface QrSource {
  /** The machine's own callback QR as Vipps delivers it. The error is one sentence. */
  fetchQr(signal: CancelSignal): Promise<Result<QrPicture, string>>;
}
