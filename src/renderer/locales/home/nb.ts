import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Dette må gjøres',
  'home.nothing': 'Ingenting må gjøres. Alle plasser har nok, og ingenting er i ustand.',
};
