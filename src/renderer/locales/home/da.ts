import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Det skal gøres',
  'home.nothing':
    'Intet skal gøres. Alle pladser har nok, intet er i stykker, og arket er opdateret.',
  'home.sheet.outdated': 'Arket på automaten er forældet. Udskriv det igen, og hæng det op.',
  'home.sheet.unprinted':
    'Der er ikke udskrevet noget ark her endnu. Udskriv det, og hæng det på automaten.',
};
