import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'maximum.title': 'Maxbelopp',
  'maximum.reserved': 'Varje kund reserverar, före valet:',
  'maximum.reads': 'Kunden läser detta i appen:',
  'maximum.cap': 'Aldrig mer än {{cap}}: gränsen för försäljningsenheten.',
  'maximum.nothing': 'Inget kan säljas nu, så inget reserveras. Fyll på facken eller frige dem.',
  'maximum.how': 'Hur mycket',
  'maximum.auto': 'Automatiskt',
  'maximum.autoNote': 'Den dyraste varan som kan säljas',
  'maximum.fixed': 'Fast',
  'maximum.fixedNote': 'Samma vad som än är slutsålt',
  'maximum.fixedAmount': 'Fast belopp',
  'maximum.isAuto': 'Det följer priserna av sig självt.',
  'maximum.makers': 'Dessa gör det så högt.',
  'maximum.without': 'Vore de slutsålda skulle kunderna reservera {{amount}}.',
  'maximum.alone': 'Inget annat kan säljas.',
  'maximum.waiting': 'Slutsålda eller stoppade nu. Med dessa tillbaka skulle beloppet stiga.',
  'maximum.outOfReach':
    'Kostar mer än kunderna reserverar: de nekas på automaten, och ingen betalar.',
  'maximum.aboveCap':
    'Kostar mer än {{cap}}: de kan aldrig säljas här. Sänk priset eller be om en högre gräns.',
  'maximum.more': 'och {{number}} till',
  'maximum.unknown': 'Försäljningsenheten är inte känd än. Den kommer av sig själv när reläet nås.',
};
