import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'maximum.title': 'Enimmäissumma',
  'maximum.reserved': 'Jokainen asiakas varaa ennen valintaa:',
  'maximum.reads': 'Asiakas lukee tämän sovelluksessa:',
  'maximum.cap': 'Ei koskaan yli {{cap}}: myyntiyksikön yläraja.',
  'maximum.nothing':
    'Mitään ei voi nyt myydä, joten mitään ei varata. Täytä lokerot tai vapauta ne.',
  'maximum.how': 'Kuinka paljon',
  'maximum.auto': 'Automaattinen',
  'maximum.autoNote': 'Kallein myytävissä oleva tuote',
  'maximum.fixed': 'Kiinteä',
  'maximum.fixedNote': 'Sama, vaikka jokin olisi loppu',
  'maximum.fixedAmount': 'Kiinteä summa',
  'maximum.isAuto': 'Seuraa hintoja itsestään.',
  'maximum.makers': 'Nämä nostavat summan.',
  'maximum.without': 'Jos ne olisivat loppu, asiakkaat varaisivat {{amount}}.',
  'maximum.alone': 'Mitään muuta ei voi myydä.',
  'maximum.waiting': 'Nyt loppu tai pysäytetty. Näiden palatessa summa nousisi.',
  'maximum.outOfReach':
    'Maksavat enemmän kuin asiakkaat varaavat: automaatti kieltäytyy, eikä kukaan maksa.',
  'maximum.aboveCap':
    'Maksavat yli {{cap}}: niitä ei voi koskaan myydä täällä. Laske hintaa tai pyydä korkeampaa ylärajaa.',
  'maximum.more': 'ja {{number}} muuta',
  'maximum.unknown':
    'Myyntiyksikköä ei vielä tunneta. Se tulee itsestään, kun välityspalvelimeen saadaan yhteys.',
};
