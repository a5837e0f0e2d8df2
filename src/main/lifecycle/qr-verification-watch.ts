import { PROOF_MS, type Proof } from '#core/kiosk/qr-verification.ts';
import type { RelayFeed } from '#core/payment/gateway.ts';
import { createScanWatch, type ScanWatch, type ScanWatchDeps } from './scan-watch.ts';

type Heard = Extract<Proof, { readonly state: 'ours' | 'elsewhere' }>;

/** Waits for the scan that proves whose sticker hangs on the machine. */
export interface ProofWatch extends Omit<ScanWatch<Heard>, 'become'> {
  /** The scan came here. */
  hear(): void;
  hearElsewhere(machine: { readonly machineId: string; readonly location: string }): void;
}

export function createProofWatch(
  deps: ScanWatchDeps & { readonly feed: Pick<RelayFeed, 'awaitProof'> },
): ProofWatch {
  const { clock, feed } = deps;
  const { become, ...watch } = createScanWatch<Heard>(deps, {
    what: 'proof scan',
    withinMs: PROOF_MS,
  });
  return {
    ...watch,
    await: () => {
      watch.await();
      // What comes to other machines only the relay knows.
      feed.awaitProof(PROOF_MS);
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
