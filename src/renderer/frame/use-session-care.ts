import type { SessionView } from '#core/service/person.ts';
import { useEffect, useRef } from 'react';
import { goHome } from '../store/navigation.ts';
import { setScreen } from '../store/screen-settings.ts';
import { dropToast } from '../store/toast.ts';
import { ask } from '../touch/call.ts';

/** Main hears of a touch this often at most. */
const PING_EVERY_MS = 5_000;

/** Speaks the person's language, begins at home, and tells main while somebody touches the screen. */
export function useSessionCare({ personId, language, sinceMs }: SessionView): void {
  const lastPing = useRef(0);
  useEffect(() => {
    setScreen({ language });
    goHome();
    dropToast();
  }, [personId, sinceMs, language]);
  useEffect(() => {
    const touched = (): void => {
      if (Date.now() - lastPing.current < PING_EVERY_MS) return;
      lastPing.current = Date.now();
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
