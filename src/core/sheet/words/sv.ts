import type { SheetWords } from './sheet-words.ts';

export const sv: SheetWords = {
  title: 'Betala med {brand}',
  steps: [
    'Skanna koden med kameran eller med {brand}.',
    'Godkänn i appen. Upp till priset för den dyraste varan reserveras en kort stund.',
    'Välj på automaten. Du betalar bara för det som faller ner.',
  ],
  scan: 'Skanna och betala med {brand}',
  machine: 'Automat',
  prices: 'Priser',
  age: 'Varor märkta {age}+ säljs bara till dig som har fyllt {age} år.',
  allergens: 'Allergener',
  allergensAsk: 'Fråga säljaren om allergener där inga anges.',
  terms: [
    'Alla priser är inklusive moms. Du debiteras bara för varan som faller ner; resten av reservationen släpps genast. Kommer ingen vara dras ingenting.',
    'När du skannar och godkänner köper du av säljaren som anges här, på dessa villkor.',
  ],
  seller: 'Säljare',
  number: 'Org.nr',
  refund: 'Något fel? Pengar tillbaka',
  quote: 'Ange vilken automat, och tid eller referens på kvittot.',
  printed: 'Utskriven {date}',
  test: 'Lägg en linjal på den här: den ska vara {mm} mm lång. Är den inte det, ställ skrivaren på 100 % eller ”verklig storlek”. Skanna sedan koden.',
};
