import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'touch.stale': 'Ei nyt: näyttö odottaa automaattia.',
  'touch.notAllowed': 'Vain omistaja voi tehdä tämän. Mitään ei muutettu.',
  'touch.failed': 'Se ei onnistunut. Mitään ei muutettu. Yritä uudelleen.',
  'touch.cancel': 'Peruuta',
  'touch.done': 'Valmis',
  'touch.delete': 'Poista',
  'touch.close': 'Sulje',
  'touch.undo': 'Kumoa',
  'touch.undone': 'Kumottu.',
  'touch.keypad': 'Numeronäppäimet',
  'touch.shift': 'Isot kirjaimet',
  'touch.space': 'Välilyönti',
  'touch.symbols': 'Merkit',
  'touch.letters': 'Kirjaimet',
  'touch.pageBack': 'Edelliset näppäimet',
  'touch.pageOn': 'Seuraavat näppäimet',
  'touch.pinDigits_one': '{{count}} numero kuudesta',
  'touch.pinDigits_other': '{{count}} numeroa kuudesta',
  'touch.hold': 'Pidä 1,5 s.',
  'touch.less': '{{label}}: yksi vähemmän',
  'touch.more': '{{label}}: yksi lisää',
  'touch.between': '{{label}}: {{least}} – {{most}}',
};
