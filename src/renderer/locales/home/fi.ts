import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Tehtävää',
  'home.nothing': 'Ei tehtävää. Kaikissa paikoissa on tarpeeksi eikä mikään ole rikki.',
};
