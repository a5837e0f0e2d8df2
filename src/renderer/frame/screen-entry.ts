import type { Icon } from '@tabler/icons-react';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { PersonRole } from '#core/people/person.ts';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { TextKey } from '../locales/keys.ts';
import type { ScreenProps } from '../store/screen-names.ts';

/** The rail, from top to bottom; `home` is reached by the machine's name. */
export const PLACES = ['machine', 'refill', 'sales', 'sheet', 'health', 'more'] as const;
export type Place = (typeof PLACES)[number] | 'home';

export interface ScreenEntry {
  /** What is marked in the rail while it is shown. */
  readonly place: Place;
  /** `place`: the rail leads to it. `tile`: a tile under More does. `deep`: only a screen leads to it. */
  readonly reached: 'place' | 'tile' | 'deep';
  /** The key of its name. */
  readonly title: TextKey;
  readonly icon: Icon;
  readonly admission: PersonRole;
  /** Only on a machine that can do it. */
  readonly needs?: (snapshot: KioskSnapshot) => boolean;
  /** Drawn as a number where it is reached from; nothing when zero. */
  readonly badge?: (snapshot: KioskSnapshot) => number;
  /** Also of a program that serves no machine yet. */
  readonly isForNew?: boolean;
  readonly component: LazyExoticComponent<ComponentType<ScreenProps>>;
}

/** Loads a screen when it is first opened. */
export function screen(
  load: () => Promise<ComponentType<ScreenProps>>,
): LazyExoticComponent<ComponentType<ScreenProps>> {
  return lazy(async () => ({ default: await load() }));
}
