import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Tehtävää',
  'home.nothing':
    'Ei tehtävää. Kaikissa lokeroissa on tarpeeksi, mikään ei ole rikki ja arkki on ajan tasalla.',
  'home.sheet.outdated':
    'Automaatissa oleva arkki on vanhentunut. Tulosta se uudelleen ja ripusta paikalleen.',
  'home.sheet.unprinted': 'Arkkia ei ole vielä tulostettu. Tulosta se ja ripusta automaattiin.',
  'home.setup.held':
    'Käyttöönotto on kesken. Automaatti ei myy ennen kuin se on valmis tai omistaja päättää myydä ilman.',
  'home.setup.waived': 'Automaatti myy, vaikka käyttöönotto on kesken. Omistaja on päättänyt niin.',
};
