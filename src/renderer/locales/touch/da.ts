import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'touch.stale': 'Ikke nu: skærmen venter på automaten.',
  'touch.notAllowed': 'Kun en ejer må gøre dette. Intet blev ændret.',
  'touch.failed': 'Det lykkedes ikke. Intet blev ændret. Prøv igen.',
  'touch.cancel': 'Annuller',
  'touch.done': 'Færdig',
  'touch.delete': 'Slet',
  'touch.close': 'Luk',
  'touch.undo': 'Fortryd',
  'touch.undone': 'Fortrudt.',
  'touch.keypad': 'Taltastatur',
  'touch.shift': 'Store bogstaver',
  'touch.space': 'Mellemrum',
  'touch.symbols': 'Tegn',
  'touch.letters': 'Bogstaver',
  'touch.pageBack': 'Forrige taster',
  'touch.pageOn': 'Næste taster',
  'touch.pinDigits_one': '{{count}} af 6 cifre',
  'touch.pinDigits_other': '{{count}} af 6 cifre',
  'touch.hold': 'Hold i 1,5 s.',
  'touch.less': '{{label}}: én mindre',
  'touch.more': '{{label}}: én mere',
  'touch.between': '{{label}}: {{least}} til {{most}}',
};
