import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Dette må gjøres',
  'home.nothing':
    'Ingenting må gjøres. Alle plasser har nok, ingenting er i ustand, og arket er oppdatert.',
  'home.sheet.outdated': 'Arket på automaten er utdatert. Skriv det ut på nytt og heng det opp.',
  'home.sheet.unprinted':
    'Ingen ark er skrevet ut her ennå. Skriv det ut og heng det på automaten.',
  'home.setup.held':
    'Oppsettet er ikke ferdig. Automaten selger ikke før det er gjort, eller en eier bestemmer å selge uten.',
  'home.setup.waived':
    'Automaten selger selv om oppsettet ikke er ferdig. En eier har bestemt det.',
};
