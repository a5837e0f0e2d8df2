import { create } from 'zustand';
import type { ScreenParams, Shown } from './screen-names.ts';

export interface Visit {
  readonly screen: Shown;
  readonly params: ScreenParams;
}

interface Navigation {
  /** From the place's own screen to the one that is shown: one or two. */
  readonly path: readonly Visit[];
}

const HOME: Navigation = { path: [{ screen: 'home', params: {} }] };

/** Where the technician is. */
export const useNavigation = create<Navigation>(() => HOME);

/** To a place of the rail, or home. */
export function goTo(screen: Shown, params: ScreenParams = {}): void {
  useNavigation.setState({ path: [{ screen, params }] });
}

/** One step deeper; from there only back, or to a place of the rail. */
export function open(screen: Shown, params: ScreenParams = {}): void {
  useNavigation.setState(({ path }) => ({ path: [...path.slice(0, 1), { screen, params }] }));
}

export function goBack(): void {
  useNavigation.setState(({ path }) => ({ path: path.slice(0, 1) }));
}

export function goHome(): void {
  useNavigation.setState(HOME);
}

/** The screen that is shown. */
export function useVisit(): Visit {
  const visit = useNavigation(({ path }) => path.at(-1));
  return visit ?? { screen: 'home', params: {} };
}

export function useIsDeep(): boolean {
  return useNavigation(({ path }) => path.length > 1);
}
