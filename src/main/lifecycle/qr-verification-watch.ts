import { QR_VERIFICATION_MS, type QrVerification } from '#core/kiosk/qr-verification.ts';
import type { Log } from '#core/base/ports.ts';
import type { RelayFeed } from '#core/payment/relay-feed.ts';
import { createScanWatch, type ScanWatch, type ScanWatchDeps } from './scan-watch.ts';

type Heard = Extract<QrVerification, { readonly state: 'ours' | 'elsewhere' }>;

/** Waits for the scan that proves whose sticker hangs on the machine. */
export interface QrVerificationWatch extends Omit<ScanWatch<Heard>, 'become'> {
  /** The scan came here. */
  hear(): void;
  hearElsewhere(machine: { readonly machineId: string; readonly location: string }): void;
}

export function createQrVerificationWatch(
  deps: ScanWatchDeps & { readonly log: Log; readonly feed: Pick<RelayFeed, 'awaitProof'> },
): QrVerificationWatch {
  const { clock, feed } = deps;
  const { become, ...watch } = createScanWatch<Heard>(deps, {
    note: (next) => {
      deps.log.info('service.qr-verification', { ...next });
    },
    withinMs: QR_VERIFICATION_MS,
  });
  return {
    ...watch,
    await: () => {
      watch.await();
      // What comes to other machines only the relay knows.
      feed.awaitProof(QR_VERIFICATION_MS);
    },
    hear: () => {
      if (watch.isAwaited()) become({ state: 'ours', atMs: clock.nowMs() });
    },
    hearElsewhere: ({ machineId, location }) => {
      if (!watch.isAwaited()) return;
      become({ state: 'elsewhere', atMs: clock.nowMs(), machineId, location });
    },
  };
}
