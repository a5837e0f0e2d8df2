import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Language } from '#core/base/language.ts';
import type { Panel, Theme } from '#core/settings/screen.ts';
import { create } from 'zustand';

interface ScreenState {
  /** The signed-in person's language, else the machine's, until somebody picks another. */
  readonly language: Language;
  /** Larger targets for gloved hands. */
  readonly isGloved: boolean;
  readonly theme: Theme;
  readonly panel: Panel;
}

/** Language and look of the screen: main's settings, and a language that was picked for now. */
export const useScreenSettings = create<ScreenState>(() => ({
  language: 'en',
  isGloved: false,
  theme: 'auto',
  panel: 'auto',
}));

let lastListener: string | undefined;

/** Follows main's settings. A picked language stays until the person or the setting changes. */
export function followScreenSettings({ screen, service }: KioskSnapshot): void {
  const { theme, gloveMode: isGloved, panel } = screen;
  const language = service.session?.language ?? screen.language;
  const listener = `${service.session?.personId ?? ''} ${language}`;
  const isNew = listener !== lastListener;
  lastListener = listener;
  useScreenSettings.setState({ theme, isGloved, panel, ...(isNew ? { language } : {}) });
}

export function setLanguage(language: Language): void {
  useScreenSettings.setState({ language });
}
