import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { create } from 'zustand';

interface KioskState {
  /** Main's last word; undefined until there was one. */
  readonly snapshot: KioskSnapshot | undefined;
  /** When it came, by this window's own clock. */
  readonly heardAtMs: number;
  /** This window's clock, a second at a time. */
  readonly nowMs: number;
}

/** A snapshot older than this is said to be old, and moves no money. */
export const STALE_MS = 2_000;

/** A mirror of main's snapshot. */
export const useKiosk = create<KioskState>(() => ({
  snapshot: undefined,
  heardAtMs: 0,
  nowMs: Date.now(),
}));

/** Takes a snapshot unless it is older than the one that is shown. */
export function mirror(snapshot: KioskSnapshot): void {
  useKiosk.setState((state) => {
    const isOld = state.snapshot !== undefined && snapshot.revision < state.snapshot.revision;
    return isOld ? {} : { snapshot, heardAtMs: Date.now(), nowMs: Date.now() };
  });
}

export function tick(): void {
  useKiosk.setState({ nowMs: Date.now() });
}

/** Main's last word. Only beneath the frame, which waits for the first one. */
export function useSnapshot(): KioskSnapshot {
  const snapshot = useKiosk((state) => state.snapshot);
  if (snapshot === undefined) throw new Error('A screen was shown before the first snapshot.');
  return snapshot;
}

/** Whether main has been silent for so long that what is shown may be wrong. */
export function useIsStale(): boolean {
  return useKiosk((state) => state.nowMs - state.heardAtMs > STALE_MS);
}

/** Asked at the moment of a press, where a second's old answer is not good enough. */
export function isStaleNow(): boolean {
  return Date.now() - useKiosk.getState().heardAtMs > STALE_MS;
}
