import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'signIn.who': 'Hvem er det?',
  'signIn.people': 'Folk ved denne automaten',
  'signIn.pickFirst': 'Trykk på navnet ditt.',
  'signIn.pin': 'PIN til {{name}}',
  'signIn.locked': 'sperret etter feil PIN',
  'signIn.role.owner': 'eier',
  'signIn.role.technician': 'tekniker',
  'signIn.firstOwner': 'Første eier',
  'signIn.firstWhy':
    'Ingen er lagt inn på denne automaten. Den første blir eier og legger inn de andre.',
  'signIn.name': 'Navnet ditt',
  'signIn.namePlaceholder': 'Trykk for å skrive',
  'signIn.nameFirst': 'Skriv navnet ditt først.',
  'signIn.choosePin': 'Velg en PIN på seks sifre',
  'signIn.repeatPin': 'Den samme PIN-en en gang til',
  'signIn.pinsDiffer': 'De to PIN-ene er ulike. Velg på nytt.',
  'signIn.openDoor': 'Åpne døren',
  'signIn.openDoorWithin': '{{name}}: åpne døren innen {{seconds}} s for å logge inn.',
};
