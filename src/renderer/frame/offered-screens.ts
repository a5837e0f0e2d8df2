import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { PersonRole } from '#core/people/person.ts';
import type { ScreenName } from '../store/screen-names.ts';
import type { Place, ScreenEntry } from './screen-entry.ts';
import { SCREENS } from './screens.ts';

export interface Reached {
  readonly name: ScreenName;
  readonly entry: ScreenEntry;
}

/** Whether this person may see it and this machine can do it. */
function isOffered(entry: ScreenEntry, snapshot: KioskSnapshot, role: PersonRole): boolean {
  if (entry.admission === 'owner' && role !== 'owner') return false;
  if (entry.isForNew !== true && snapshot.reasons.includes('not-set-up')) return false;
  return entry.needs?.(snapshot) ?? true;
}

function isScreenName(name: string): name is ScreenName {
  return Object.hasOwn(SCREENS, name);
}

/** The screens that lie where `how` says, in the order of the registry. */
export function offeredScreens(
  how: ScreenEntry['reached'],
  snapshot: KioskSnapshot,
  role: PersonRole,
): readonly Reached[] {
  return Object.keys(SCREENS)
    .filter(isScreenName)
    .map((name) => ({ name, entry: SCREENS[name] }))
    .filter(({ entry }) => entry.reached === how && isOffered(entry, snapshot, role));
}

/** The screen of a place in the rail, where there is one. */
export function screenOfPlace(place: Place, reached: readonly Reached[]): Reached | undefined {
  return reached.find(({ entry }) => entry.place === place);
}
