import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Det skal gøres',
  'home.nothing':
    'Intet skal gøres. Alle pladser har nok, intet er i stykker, og arket er opdateret.',
  'home.sheet.outdated': 'Arket på automaten er forældet. Udskriv det igen, og hæng det op.',
  'home.sheet.unprinted':
    'Der er ikke udskrevet noget ark her endnu. Udskriv det, og hæng det på automaten.',
  'home.setup.held':
    'Opsætningen er ikke færdig. Automaten sælger ikke, før den er, eller en ejer beslutter at sælge uden.',
  'home.setup.waived':
    'Automaten sælger, selv om opsætningen ikke er færdig. En ejer har besluttet det.',
};
