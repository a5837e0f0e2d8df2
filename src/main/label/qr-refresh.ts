import type { PostedQr } from '#core/kiosk/snapshot.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { QrSource } from '#core/payment/qr-source.ts';

/** The QR's picture is fetched again this often, and sooner while there is none. */
const REFRESH_MS = 6 * 3_600_000;
const RETRY_MS = 60_000;

interface QrRefreshDeps {
  readonly source: QrSource;
  readonly clock: Clock;
  readonly log: Log;
  /** May throw `store/…`: the picture is fetched again soon. */
  readonly onFresh: (qr: PostedQr) => void;
}

/** Fetches the QR's picture now, and again from time to time. @returns what stops it */
export function startQrRefresh({ source, clock, log, onFresh }: QrRefreshDeps): () => void {
  const stopping = new AbortController();
  let cancel: () => void = () => undefined;
  function isKept(qr: PostedQr): boolean {
    try {
      onFresh(qr);
      return true;
    } catch (error) {
      log.error('kiosk.relay-facts-not-kept', { reason: reasonOf(error) });
      return false;
    }
  }
  const refresh = async (): Promise<void> => {
    const picture = await source.fetchQr(stopping.signal);
    if (stopping.signal.aborted) return;
    const isDone = picture.ok && isKept({ ...picture.value, fetchedAtMs: clock.nowMs() });
    cancel = clock.setTimer(isDone ? REFRESH_MS : RETRY_MS, () => void refresh());
  };
  void refresh();
  return () => {
    stopping.abort();
    cancel();
  };
}
