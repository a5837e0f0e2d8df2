import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'maximum.title': 'Maksbeløp',
  'maximum.reserved': 'Hver kunde reserverer, før valget:',
  'maximum.reads': 'Kunden leser dette i appen:',
  'maximum.cap': 'Aldri mer enn {{cap}}: grensen for salgsenheten.',
  'maximum.nothing':
    'Ingenting kan selges nå, så ingenting reserveres. Fyll plassene eller sett dem i salg igjen.',
  'maximum.how': 'Hvor mye',
  'maximum.auto': 'Automatisk',
  'maximum.autoNote': 'Den dyreste varen som kan selges',
  'maximum.fixed': 'Fast',
  'maximum.fixedNote': 'Det samme uansett hva som er utsolgt',
  'maximum.fixedAmount': 'Fast beløp',
  'maximum.isAuto': 'Det følger prisene av seg selv.',
  'maximum.makers': 'Disse gjør det så høyt.',
  'maximum.without': 'Var de utsolgt, ville kundene reservere {{amount}}.',
  'maximum.alone': 'Ingenting annet kan selges.',
  'maximum.waiting': 'Utsolgt eller stoppet nå. Med disse tilbake ville beløpet øke.',
  'maximum.outOfReach':
    'Koster mer enn kundene reserverer: de avvises på automaten, og ingen betaler.',
  'maximum.aboveCap':
    'Koster mer enn {{cap}}: de kan aldri selges her. Sett ned prisen, eller be om en høyere grense.',
  'maximum.more': 'og {{number}} til',
  'maximum.unknown': 'Salgsenheten er ikke kjent ennå. Den kommer av seg selv når relayet er nådd.',
};
