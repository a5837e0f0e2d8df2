import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Role } from '../touch/marks.tsx';

interface StateLook {
  readonly role: Role;
  /** Text key of its word. */
  readonly word: TextKey;
}

/** The machine's state as one role and one word, the same on every screen. */
export function stateLook(snapshot: KioskSnapshot): StateLook {
  if (snapshot.state === 'busy') return { role: 'selling', word: 'status.selling' };
  if (snapshot.state === 'ready') return { role: 'ready', word: 'status.ready' };
  // An unfinished set-up does not matter here: a technician who is signed in may be finishing it.
  const others = snapshot.reasons.filter((reason) => reason !== 'set-up-unfinished');
  const isService = others.length > 0 && others.every((reason) => reason === 'service-mode');
  return isService
    ? { role: 'attention', word: 'status.inService' }
    : { role: 'stopped', word: 'status.stopped' };
}
