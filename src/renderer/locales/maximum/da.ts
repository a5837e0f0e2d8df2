import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'maximum.title': 'Maksbeløb',
  'maximum.reserved': 'Hver kunde reserverer, før valget:',
  'maximum.reads': 'Kunden læser dette i appen:',
  'maximum.cap': 'Aldrig mere end {{cap}}: grænsen for salgsenheden.',
  'maximum.nothing': 'Intet kan sælges nu, så intet reserveres. Fyld pladserne, eller frigiv dem.',
  'maximum.how': 'Hvor meget',
  'maximum.auto': 'Automatisk',
  'maximum.autoNote': 'Den dyreste vare, der kan sælges',
  'maximum.fixed': 'Fast',
  'maximum.fixedNote': 'Det samme, uanset hvad der er udsolgt',
  'maximum.fixedAmount': 'Fast beløb',
  'maximum.isAuto': 'Det følger priserne af sig selv.',
  'maximum.makers': 'Disse gør det så højt.',
  'maximum.without': 'Var de udsolgt, ville kunderne reservere {{amount}}.',
  'maximum.alone': 'Intet andet kan sælges.',
  'maximum.waiting': 'Udsolgt eller stoppet nu. Med disse tilbage ville beløbet stige.',
  'maximum.outOfReach':
    'Koster mere, end kunderne reserverer: de afvises på automaten, og ingen betaler.',
  'maximum.aboveCap':
    'Koster mere end {{cap}}: de kan aldrig sælges her. Sænk prisen, eller bed om en højere grænse.',
  'maximum.more': 'og {{number}} mere',
  'maximum.unknown': 'Salgsenheden kendes ikke endnu. Den kommer af sig selv, når relayet nås.',
};
