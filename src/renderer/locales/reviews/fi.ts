import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'reviews.title': 'Tarkistettavat',
  'reviews.none': 'Ei tarkistettavaa. Asiat, jotka jonkun pitää katsoa, näkyvät tässä.',
  'reviews.slot': 'Lokero {{slot}}',
  'reviews.sale': 'Avaa myynti',
  'reviews.decide': 'Ratkaise nyt',
  'reviews.decideFirst': 'Ratkaise ensin myynti.',
  'reviews.close': 'Hoidettu',
  'reviews.closed': 'Merkitty hoidetuksi.',
  'reviews.happened.unknownOutcome': 'Kukaan ei tiedä, putosiko tuote',
  'reviews.happened.assumedCapture': 'Veloitettu tietämättä, putosiko tuote',
  'reviews.happened.lateSuccess': 'Putosi, kun rahat oli jo palautettu',
  'reviews.happened.captureRefused': '{{brand}} ei ota hintaa vastaan',
  'reviews.happened.receiptRefused': '{{brand}} ei ottanut kuittia',
  'reviews.happened.refundRefused': '{{brand}} ei antanut palautusta',
  'reviews.happened.moneyMovedElsewhere': 'Joku muu siirsi rahat',
  'reviews.happened.createRefused': '{{brand}} ei suostunut kysymään asiakkaalta',
  'reviews.happened.priceMismatch': 'Automaatti pyytää toista hintaa',
  'reviews.happened.slotLatched': 'Lokero petti monta kertaa',
  'reviews.happened.settlementOverdue': 'Rahat ovat odottaneet yli tunnin',
  'reviews.done.unknownOutcome':
    'Mitään ei veloiteta, ellei joku päätä niin. Lokero on merkitty laskettavaksi.',
  'reviews.done.assumedCapture':
    'Hinta veloitettiin, kuten asetukset sanovat. Lokero on merkitty laskettavaksi.',
  'reviews.done.lateSuccess': 'Mitään ei veloiteta. Varasto on korjattu.',
  'reviews.done.captureRefused':
    'Sitä yritetään niin kauan kuin {{brand}} voi ottaa sen; sitten kaikki vapautetaan.',
  'reviews.done.receiptRefused': 'Veloitus pysyy ennallaan. Operaattorille ilmoitetaan.',
  'reviews.done.refundRefused': 'Veloitus pysyy ennallaan.',
  'reviews.done.moneyMovedElsewhere':
    'Palvelun {{brand}} tieto on otettu käyttöön. Mitään ei siirretty takaisin.',
  'reviews.done.createRefused': 'Mitään ei varattu.',
  'reviews.done.priceMismatch': 'Automaatin hinta veloitettiin.',
  'reviews.done.slotLatched': 'Se on poistettu myynnistä. Ketään ei veloitettu.',
  'reviews.done.settlementOverdue': 'Sitä yritetään yhä uudelleen.',
  'reviews.can.unknownOutcome': 'Laske lokero. Kun myynti odottaa, veloita tai vapauta se.',
  'reviews.can.assumedCapture':
    'Laske lokero. Palauta rahat asiakkaalle, jos tuote on vielä siellä.',
  'reviews.can.lateSuccess': 'Merkitse se hoidetuksi.',
  'reviews.can.captureRefused': 'Katso koodi {{brand}}-portaalista.',
  'reviews.can.receiptRefused': 'Lähetä asiakkaalle kuitti pyydettäessä.',
  'reviews.can.refundRefused': 'Tilaa palautus uudelleen tai palauta {{brand}}-portaalissa.',
  'reviews.can.moneyMovedElsewhere': 'Selvitä, kuka sen teki ja miksi.',
  'reviews.can.createRefused': 'Katso koodi: useimmiten myyntipistettä ei ole määritetty tähän.',
  'reviews.can.priceMismatch': 'Korjaa hinta täällä tai automaatissa ja tulosta arkki uudelleen.',
  'reviews.can.slotLatched': 'Katso lokero ja kuittaa se.',
  'reviews.can.settlementOverdue': 'Tarkista yhteys ja toimiiko {{brand}}.',
};
