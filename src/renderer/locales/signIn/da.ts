import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'signIn.who': 'Hvem er det?',
  'signIn.people': 'Personer ved automaten',
  'signIn.pickFirst': 'Tryk på dit navn.',
  'signIn.pin': 'PIN til {{name}}',
  'signIn.locked': 'spærret efter forkert PIN',
  'signIn.role.owner': 'ejer',
  'signIn.role.technician': 'tekniker',
  'signIn.firstOwner': 'Første ejer',
  'signIn.firstWhy': 'Ingen er oprettet på automaten. Den første bliver ejer og opretter de andre.',
  'signIn.name': 'Dit navn',
  'signIn.namePlaceholder': 'Tryk for at skrive',
  'signIn.nameFirst': 'Skriv dit navn først.',
  'signIn.choosePin': 'Vælg en PIN på seks cifre',
  'signIn.repeatPin': 'Den samme PIN en gang til',
  'signIn.pinsDiffer': 'De to PIN er forskellige. Vælg igen.',
  'signIn.openDoor': 'Åbn døren',
  'signIn.openDoorWithin': '{{name}}: åbn døren inden {{seconds}} s for at logge ind.',
};
