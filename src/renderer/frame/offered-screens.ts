import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { PersonRole } from '#core/people/person.ts';
import type { ScreenName } from '../store/screen-names.ts';
import type { Place, ScreenEntry } from './screen-entry.ts';
import { SCREENS } from './screens.ts';

export interface OfferedScreen {
  readonly name: ScreenName;
  readonly entry: ScreenEntry;
}

/** Whether this person may open the screen and this machine supports it. */
function isOffered(entry: ScreenEntry, snapshot: KioskSnapshot, role: PersonRole): boolean {
  if (entry.admission === 'owner' && role !== 'owner') return false;
  if (entry.isForNew !== true && snapshot.reasons.includes('not-set-up')) return false;
  return entry.needs?.(snapshot) ?? true;
}

function isScreenName(name: string): name is ScreenName {
  return Object.hasOwn(SCREENS, name);
}

/** The screens that are reached in this way, in registry order. */
export function offeredScreens(
  how: ScreenEntry['reached'],
  snapshot: KioskSnapshot,
  role: PersonRole,
): readonly OfferedScreen[] {
  return Object.keys(SCREENS)
    .filter(isScreenName)
    .map((name) => ({ name, entry: SCREENS[name] }))
    .filter(({ entry }) => entry.reached === how && isOffered(entry, snapshot, role));
}

/** The screen that a place in the rail opens, if it has one. */
export function screenOfPlace(
  place: Place,
  reached: readonly OfferedScreen[],
): OfferedScreen | undefined {
  return reached.find(({ entry }) => entry.place === place);
}
