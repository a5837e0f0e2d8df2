import type { Language } from '#core/service/person.ts';
import { create } from 'zustand';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

interface ScreenSettings {
  readonly language: Language;
  /** Bigger targets, for hands in gloves. */
  readonly isGloved: boolean;
  /** `auto` follows the operating system. */
  readonly theme: ThemeChoice;
  /** Measured or chosen; undefined: supposed from the panel's pixels. */
  readonly pixelsPerMm: number | undefined;
}

/** How the screen looks and speaks. */
export const useScreenSettings = create<ScreenSettings>(() => ({
  language: 'en',
  isGloved: false,
  theme: 'auto',
  pixelsPerMm: undefined,
}));

export function setScreen(change: Partial<ScreenSettings>): void {
  useScreenSettings.setState(change);
}
