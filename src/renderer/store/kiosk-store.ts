import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { create } from 'zustand';

interface KioskState {
  /** The newest snapshot from main; undefined before the first. */
  readonly snapshot: KioskSnapshot | undefined;
  /** Age of the snapshot at the last tick. Monotonic, so that a clock change cannot hide a silent main. */
  readonly ageMs: number;
  /** The window's clock, updated every second. */
  readonly nowMs: number;
}

/** An older snapshot shows the stale warning and disables everything that moves money. */
export const STALE_MS = 2_000;

/** Mirrors main's snapshot. */
export const useKiosk = create<KioskState>(() => ({
  snapshot: undefined,
  ageMs: Infinity,
  nowMs: Date.now(),
}));
let receivedAtMs = -Infinity;
const ageNowMs = (): number => performance.now() - receivedAtMs;

/** Stores a snapshot unless a newer one is already there. */
export function storeSnapshot(snapshot: KioskSnapshot): void {
  useKiosk.setState((state) => {
    const isOld = state.snapshot !== undefined && snapshot.revision < state.snapshot.revision;
    if (isOld) return {};
    receivedAtMs = performance.now();
    return { snapshot, ageMs: 0, nowMs: Date.now() };
  });
}

export function tick(): void {
  useKiosk.setState({ nowMs: Date.now(), ageMs: ageNowMs() });
}

/** The newest snapshot. Use it only below the frame, which waits for the first one. */
export function useSnapshot(): KioskSnapshot {
  const snapshot = useKiosk((state) => state.snapshot);
  if (snapshot === undefined) throw new Error('A screen was shown before the first snapshot.');
  return snapshot;
}

/** Whether the snapshot is so old that the screen may be wrong. */
export function useIsStale(): boolean {
  return useKiosk((state) => state.ageMs > STALE_MS);
}

/** The exact answer at the moment of a press; the hook may be a second late. */
export function isStaleNow(): boolean {
  return ageNowMs() > STALE_MS;
}
