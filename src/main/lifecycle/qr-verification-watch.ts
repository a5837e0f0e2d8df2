import { QR_VERIFICATION_MS, type QrVerification } from '#core/kiosk/qr-verification.ts';
import type { Log } from '#core/base/ports.ts';
import type { RelayFeed } from '#core/payment/relay-feed.ts';
import { createScanWatch, type ScanWatch, type ScanWatchDeps } from './scan-watch.ts';

type Heard = Extract<QrVerification, { readonly state: 'ours' | 'elsewhere' }>;

/** Waits for the scan that proves whose sticker hangs on the machine. */
export interface QrVerificationWatch extends Omit<ScanWatch<Heard>, 'finish'> {
  /** The scan came here. */
  onScanHere(): void;
  onScanElsewhere(machine: { readonly machineId: string; readonly location: string }): void;
}

export function createQrVerificationWatch(
  deps: ScanWatchDeps & {
    readonly log: Log;
    readonly feed: Pick<RelayFeed, 'reportScansElsewhere'>;
  },
): QrVerificationWatch {
  const { clock, feed } = deps;
  const { finish, ...watch } = createScanWatch<Heard>(deps, {
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
      feed.reportScansElsewhere(QR_VERIFICATION_MS);
    },
    onScanHere: () => {
      if (watch.isAwaited()) finish({ state: 'ours', atMs: clock.nowMs() });
    },
    onScanElsewhere: ({ machineId, location }) => {
      if (!watch.isAwaited()) return;
      finish({ state: 'elsewhere', atMs: clock.nowMs(), machineId, location });
    },
  };
}
