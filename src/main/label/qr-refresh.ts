import type { PostedQr } from '#core/kiosk/snapshot.ts';
import type { Clock } from '#core/base/ports.ts';
import type { QrSource } from '#core/payment/qr-source.ts';

/** The QR's picture is fetched again this often, and sooner while there is none. */
const REFRESH_MS = 6 * 3_600_000;
const RETRY_MS = 60_000;

interface QrRefreshDeps {
  readonly source: QrSource;
  readonly clock: Clock;
  readonly onFresh: (qr: PostedQr) => void;
}

/** Fetches the QR's picture now, and again from time to time. @returns what stops it */
export function startQrRefresh({ source, clock, onFresh }: QrRefreshDeps): () => void {
  const stopping = new AbortController();
  let cancel: () => void = () => undefined;
  const refresh = async (): Promise<void> => {
    const picture = await source.fetchQr(stopping.signal);
    if (stopping.signal.aborted) return;
    if (picture.ok) onFresh({ ...picture.value, fetchedAtMs: clock.nowMs() });
    cancel = clock.setTimer(picture.ok ? REFRESH_MS : RETRY_MS, () => void refresh());
  };
  void refresh();
  return () => {
    stopping.abort();
    cancel();
  };
}
