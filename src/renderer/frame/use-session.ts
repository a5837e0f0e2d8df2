import type { SessionView } from '#core/people/person.ts';
import { useEffect, useRef } from 'react';
import { useKiosk } from '../store/kiosk-store.ts';
import { goHome, goTo } from '../store/navigation.ts';
import { dropToast } from '../store/toast.ts';
import { ask } from '../touch/use-call.ts';

/** Shortest time between two reports of a touch to main. */
const PING_EVERY_MS = 5_000;

/** Opens home (set-up on a new machine) at sign-in, and reports touches to main so that the session stays open. */
export function useSession({ personId, sinceMs }: SessionView): void {
  // Monotonic time: setting the clock back must not sign out somebody who is working.
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
