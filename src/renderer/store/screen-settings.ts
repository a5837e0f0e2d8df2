import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Language } from '#core/base/language.ts';
import type { Panel, Theme } from '#core/settings/screen.ts';
import { create } from 'zustand';

interface ScreenState {
  /** Of who is signed in, else of the machine, until somebody picks another for now. */
  readonly language: Language;
  /** Bigger targets, for hands in gloves. */
  readonly isGloved: boolean;
  readonly theme: Theme;
  readonly panel: Panel;
}

/** How the screen looks and speaks: main's settings, and a language that was picked for now. */
export const useScreenSettings = create<ScreenState>(() => ({
  language: 'en',
  isGloved: false,
  theme: 'auto',
  panel: 'auto',
}));

let spokenTo: string | undefined;

/** Follows main's settings; the language only when another person, or another setting, has come. */
export function followScreen({ screen, service }: KioskSnapshot): void {
  const { theme, gloveMode: isGloved, panel } = screen;
  const language = service.session?.language ?? screen.language;
  const listener = `${service.session?.personId ?? ''} ${language}`;
  const isNew = listener !== spokenTo;
  spokenTo = listener;
  useScreenSettings.setState({ theme, isGloved, panel, ...(isNew ? { language } : {}) });
}

export function speak(language: Language): void {
  useScreenSettings.setState({ language });
}
