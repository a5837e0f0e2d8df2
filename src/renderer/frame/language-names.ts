import type { Language } from '#core/service/person.ts';

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nb: 'Norsk',
  sv: 'Svenska',
  da: 'Dansk',
  fi: 'Suomi',
  en: 'English',
};
