import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'frame.starting': 'Käynnistyy …',
  'frame.home': 'Alkuun',
  'frame.back': 'Takaisin',
  'frame.language': 'Kieli',
  'frame.places': 'Paikat',
  'frame.place.machine': 'Automaatti',
  'frame.place.refill': 'Täyttö',
  'frame.place.sales': 'Myynnit',
  'frame.place.sheet': 'QR ja arkki',
  'frame.place.health': 'Kunto',
  'frame.place.more': 'Lisää',
  'frame.toReview': 'tarkistettavana',
  'frame.waiting_one': '{{count}} odottaa',
  'frame.waiting_other': '{{count}} odottaa',
  'frame.timeLeft': 'kirjaudutaan ulos {{time}}',
  'frame.soonOut': 'Sinut kirjataan ulos {{seconds}} s kuluttua. Jatka koskettamalla näyttöä.',
  'frame.backInSale': 'Jatka myyntiä',
  'frame.stale': 'Näyttö ei ole kuullut automaatista {{seconds}} sekuntiin. Se yhdistyy itsestään.',
};
