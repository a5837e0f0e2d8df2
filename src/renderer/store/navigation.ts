import { create } from 'zustand';
import type { ScreenParams, Shown } from './screen-names.ts';

export interface Visit {
  readonly screen: Shown;
  readonly params: ScreenParams;
}

interface Navigation {
  /** From the place's own screen to the current one: one or two. */
  readonly path: readonly Visit[];
}

const HOME: Navigation = { path: [{ screen: 'home', params: {} }] };

/** Which screen the technician is on. */
export const useNavigation = create<Navigation>(() => HOME);

/** Opens a place of the rail, or home. */
export function goTo(screen: Shown, params: ScreenParams = {}): void {
  useNavigation.setState({ path: [{ screen, params }] });
}

/** Opens a screen one level deeper; from there only Back or the rail lead on. */
export function open(screen: Shown, params: ScreenParams = {}): void {
  useNavigation.setState(({ path }) => ({ path: [...path.slice(0, 1), { screen, params }] }));
}

export function goBack(): void {
  useNavigation.setState(({ path }) => ({ path: path.slice(0, 1) }));
}

export function goHome(): void {
  useNavigation.setState(HOME);
}

/** The current screen. */
export function useVisit(): Visit {
  const visit = useNavigation(({ path }) => path.at(-1));
  return visit ?? { screen: 'home', params: {} };
}

export function useIsDeep(): boolean {
  return useNavigation(({ path }) => path.length > 1);
}
