import type { Icon } from '@tabler/icons-react';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { PersonRole } from '#core/people/person.ts';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { TextKey } from '../locales/keys.ts';
import type { ScreenProps } from '../store/screen-names.ts';

/** The rail, from top to bottom. A tap on the machine's name opens `home`. */
export const PLACES = ['machine', 'refill', 'sales', 'sheet', 'health', 'more'] as const;
export type Place = (typeof PLACES)[number] | 'home';

export interface ScreenEntry {
  /** The rail entry that is marked while this screen is open. */
  readonly place: Place;
  /** `place`: from the rail. `tile`: from a tile under More. `deep`: from another screen only. */
  readonly reached: 'place' | 'tile' | 'deep';
  /** Text key of its title. */
  readonly title: TextKey;
  readonly icon: Icon;
  readonly admission: PersonRole;
  /** Whether this machine supports it; without it, every machine does. */
  readonly needs?: (snapshot: KioskSnapshot) => boolean;
  /** A count on its button; hidden when zero. */
  readonly badge?: (snapshot: KioskSnapshot) => number;
  /** Also offered before the machine is set up. */
  readonly isForNew?: boolean;
  readonly component: LazyExoticComponent<ComponentType<ScreenProps>>;
}

/** Lazy-loads a screen when it is first opened. */
export function screen(
  load: () => Promise<ComponentType<ScreenProps>>,
): LazyExoticComponent<ComponentType<ScreenProps>> {
  return lazy(async () => ({ default: await load() }));
}
