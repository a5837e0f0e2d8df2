import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Det skal gøres',
  'home.nothing': 'Intet skal gøres. Alle pladser har nok, og intet er i stykker.',
};
