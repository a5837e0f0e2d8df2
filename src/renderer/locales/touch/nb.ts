import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'touch.stale': 'Ikke nå: skjermen venter på automaten.',
  'touch.notAllowed': 'Bare en eier kan gjøre dette. Ingenting ble endret.',
  'touch.failed': 'Det gikk ikke. Ingenting ble endret. Prøv igjen.',
  'touch.cancel': 'Avbryt',
  'touch.done': 'Ferdig',
  'touch.delete': 'Slett',
  'touch.close': 'Lukk',
  'touch.undo': 'Angre',
  'touch.undone': 'Angret.',
  'touch.keypad': 'Talltastatur',
  'touch.shift': 'Store bokstaver',
  'touch.space': 'Mellomrom',
  'touch.symbols': 'Tegn',
  'touch.letters': 'Bokstaver',
  'touch.pageBack': 'Forrige taster',
  'touch.pageOn': 'Neste taster',
  'touch.pinDigits_one': '{{count}} av 6 sifre',
  'touch.pinDigits_other': '{{count}} av 6 sifre',
  'touch.hold': 'Hold i 1,5 s.',
  'touch.less': '{{label}}: én mindre',
  'touch.more': '{{label}}: én til',
  'touch.between': '{{label}}: {{least}} til {{most}}',
};
