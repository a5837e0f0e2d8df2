import type { NotReadyReason } from '../kiosk/readiness.ts';

/** A check-in dated further ahead than this was not made by a clock that can be trusted. */
const FUTURE_TOLERANCE_MS = 60_000;

/** `proof`: the scan was a technician's QR verification, so nothing is sold. */
export type TurnAwayReason = 'busy' | 'stale' | 'proof' | NotReadyReason;

/** A test needs no machine and no product, and is made in service mode. */
const STOPS_A_TEST_SALE: readonly NotReadyReason[] = [
  'replaced',
  'store-unwritable',
  'journal-damaged',
  'clock-implausible',
  'updating',
  'stopping',
];

export interface AdmissionFacts {
  readonly notReady: readonly NotReadyReason[];
  /** A customer is being served. */
  readonly isOccupied: boolean;
  /** By the relay's clock, milliseconds. */
  readonly ageMs: number;
  readonly freshnessMs: number;
  /** A technician is verifying the QR on the machine (kiosk/qr-verification.ts). */
  readonly isQrVerificationAwaited: boolean;
  /** A technician waits for the scan that becomes a test sale (kiosk/test-sale.ts). */
  readonly isTestAwaited: boolean;
}

/** Why a check-in is refused; undefined: it is accepted (design §3.1). */
export function turnAwayReason(facts: AdmissionFacts): TurnAwayReason | undefined {
  if (facts.isOccupied) return 'busy';
  if (facts.ageMs > facts.freshnessMs || facts.ageMs < -FUTURE_TOLERANCE_MS) return 'stale';
  if (facts.isQrVerificationAwaited) return 'proof';
  if (facts.isTestAwaited)
    return facts.notReady.find((reason) => STOPS_A_TEST_SALE.includes(reason));
  return facts.notReady[0];
}
