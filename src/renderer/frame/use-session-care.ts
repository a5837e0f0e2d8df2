import type { SessionView } from '#core/people/person.ts';
import { useEffect, useRef } from 'react';
import { useKiosk } from '../store/kiosk-store.ts';
import { goHome, goTo } from '../store/navigation.ts';
import { dropToast } from '../store/toast.ts';
import { ask } from '../touch/use-call.ts';

/** Main hears of a touch this often at most. */
const PING_EVERY_MS = 5_000;

/** Begins at home, on a new machine with its set-up, and tells main while somebody touches the screen. */
export function useSessionCare({ personId, sinceMs }: SessionView): void {
  // Measured: a clock that is set back must not sign out who works.
  const lastPing = useRef(-Infinity);
  useEffect(() => {
    const reasons = useKiosk.getState().snapshot?.reasons ?? [];
    if (reasons.includes('not-set-up')) goTo('setup');
    else goHome();
    dropToast();
  }, [personId, sinceMs]);
  useEffect(() => {
    const touched = (): void => {
      if (performance.now() - lastPing.current < PING_EVERY_MS) return;
      lastPing.current = performance.now();
      void ask('keepSignedIn', {});
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, []);
}
