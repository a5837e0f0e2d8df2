import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'touch.stale': 'Inte nu: skärmen väntar på automaten.',
  'touch.notAllowed': 'Bara en ägare får göra detta. Inget ändrades.',
  'touch.failed': 'Det gick inte. Inget ändrades. Försök igen.',
  'touch.cancel': 'Avbryt',
  'touch.done': 'Klart',
  'touch.delete': 'Radera',
  'touch.close': 'Stäng',
  'touch.undo': 'Ångra',
  'touch.undone': 'Ångrat.',
  'touch.keypad': 'Knappsats',
  'touch.shift': 'Versaler',
  'touch.space': 'Blanksteg',
  'touch.symbols': 'Tecken',
  'touch.letters': 'Bokstäver',
  'touch.pageBack': 'Föregående tangenter',
  'touch.pageOn': 'Nästa tangenter',
  'touch.pinDigits_one': '{{count}} av 6 siffror',
  'touch.pinDigits_other': '{{count}} av 6 siffror',
  'touch.hold': 'Håll i 1,5 s.',
  'touch.less': '{{label}}: en mindre',
  'touch.more': '{{label}}: en till',
  'touch.between': '{{label}}: {{least}} till {{most}}',
};
