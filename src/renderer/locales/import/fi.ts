import type { en } from './en.ts';

/** Suomi: mitä tuotetiedostossa voi olla vialla. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'import.place': 'Rivi {{line}}, sarake {{column}}',
  'import.fault.too-big': 'tiedostossa on yli {{most}} tavua',
  'import.fault.not-text': 'tämä ei ole tekstitiedosto; tallenna se CSV-muodossa',
  'import.fault.header': 'otsikkorivin on oltava {{wanted}}',
  'import.fault.no-slot': 'tiedostossa ei ole paikkoja',
  'import.fault.column-count': '{{found}} saraketta, pitäisi olla {{wanted}}',
  'import.fault.quotes': 'lainausmerkit eivät täsmää',
  'import.fault.empty': 'on tyhjä',
  'import.fault.too-long': 'on yli {{most}} merkkiä',
  'import.fault.unreadable': 'sisältää merkin, jota ei voi näyttää',
  'import.fault.not-whole': '”{{text}}” ei ole kokonaisluku {{least}}–{{most}}',
  'import.fault.not-amount': '”{{text}}” ei ole summa, kuten 30.00',
  'import.fault.decimals': '”{{text}}” sisältää yli {{most}} desimaalia',
  'import.fault.not-price': '”{{text}}” ei ole hinta',
  'import.fault.not-percentage': '”{{text}}” ei ole prosentti, kuten 25',
  'import.fault.twice': '”{{text}}” on jo rivillä {{first}}',
};
