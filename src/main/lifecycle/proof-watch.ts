import { PROOF_MS, type Proof } from '#core/kiosk/proof.ts';
import type { RelayFeed } from '#core/payment/gateway.ts';
import type { Clock, Log } from '#core/ports.ts';

interface ProofDeps {
  readonly feed: Pick<RelayFeed, 'awaitProof'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Waits for the scan that proves whose sticker hangs on the machine. */
export interface ProofWatch {
  view(): Proof | undefined;
  isAwaited(): boolean;
  await(): void;
  /** The scan came here. */
  hear(): void;
  hearElsewhere(machine: { readonly machineId: string; readonly location: string }): void;
  /** Nobody waits any more, and nothing is shown. */
  end(): void;
}

export function createProofWatch({ feed, clock, log, onChange }: ProofDeps): ProofWatch {
  let proof: Proof | undefined;
  let cancel: () => void = () => undefined;

  function become(next: Proof | undefined): void {
    cancel();
    proof = next;
    if (next !== undefined) log.info('proof scan', { ...next });
    onChange();
  }
  const isAwaited = (): boolean => proof?.state === 'awaited';
  return {
    view: () => proof,
    isAwaited,
    await: () => {
      become({ state: 'awaited', untilMs: clock.nowMs() + PROOF_MS });
      cancel = clock.setTimer(PROOF_MS, () => {
        become({ state: 'unheard', atMs: clock.nowMs() });
      });
      // What comes to other machines only the relay knows.
      feed.awaitProof(PROOF_MS);
    },
    hear: () => {
      if (isAwaited()) become({ state: 'ours', atMs: clock.nowMs() });
    },
    hearElsewhere: ({ machineId, location }) => {
      if (isAwaited()) become({ state: 'elsewhere', atMs: clock.nowMs(), machineId, location });
    },
    end: () => {
      if (proof !== undefined) become(undefined);
    },
  };
}
