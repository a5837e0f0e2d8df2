import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { create } from 'zustand';

export type Language = 'en' | 'nb';

interface KioskState {
  /** Main's last word; undefined until there was one. */
  readonly snapshot: KioskSnapshot | undefined;
  /** When it came, by this window's own clock. */
  readonly heardAtMs: number;
  /** This window's clock, a second at a time. */
  readonly nowMs: number;
  readonly language: Language;
}

/** A mirror of main's snapshot, and what only the screen knows. */
export const useKiosk = create<KioskState>(() => ({
  snapshot: undefined,
  heardAtMs: 0,
  nowMs: Date.now(),
  language: 'en',
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

export function speak(language: Language): void {
  useKiosk.setState({ language });
}
