import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { create } from 'zustand';

interface KioskState {
  /** Main's last word; undefined until there was one. */
  readonly snapshot: KioskSnapshot | undefined;
  /** How long ago it came when the window last looked; measured, so that a clock that is set hides no silence. */
  readonly ageMs: number;
  /** This window's clock, a second at a time. */
  readonly nowMs: number;
}

/** A snapshot older than this is said to be old, and moves no money. */
export const STALE_MS = 2_000;

/** A mirror of main's snapshot. */
export const useKiosk = create<KioskState>(() => ({
  snapshot: undefined,
  ageMs: Infinity,
  nowMs: Date.now(),
}));
let heardAtMs = -Infinity;
const ageNowMs = (): number => performance.now() - heardAtMs;

/** Takes a snapshot unless it is older than the one that is shown. */
export function mirror(snapshot: KioskSnapshot): void {
  useKiosk.setState((state) => {
    const isOld = state.snapshot !== undefined && snapshot.revision < state.snapshot.revision;
    if (isOld) return {};
    heardAtMs = performance.now();
    return { snapshot, ageMs: 0, nowMs: Date.now() };
  });
}

export function tick(): void {
  useKiosk.setState({ nowMs: Date.now(), ageMs: ageNowMs() });
}

/** Main's last word. Only beneath the frame, which waits for the first one. */
export function useSnapshot(): KioskSnapshot {
  const snapshot = useKiosk((state) => state.snapshot);
  if (snapshot === undefined) throw new Error('A screen was shown before the first snapshot.');
  return snapshot;
}

/** Whether main has been silent for so long that what is shown may be wrong. */
export function useIsStale(): boolean {
  return useKiosk((state) => state.ageMs > STALE_MS);
}

/** Asked at the moment of a press, where a second's old answer is not good enough. */
export function isStaleNow(): boolean {
  return ageNowMs() > STALE_MS;
}
