import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'signIn.who': 'Vem är det?',
  'signIn.people': 'Personer vid automaten',
  'signIn.pickFirst': 'Tryck på ditt namn.',
  'signIn.pin': 'PIN för {{name}}',
  'signIn.locked': 'spärrad efter fel PIN',
  'signIn.role.owner': 'ägare',
  'signIn.role.technician': 'tekniker',
  'signIn.firstOwner': 'Första ägaren',
  'signIn.firstWhy': 'Ingen är inlagd på automaten. Den första blir ägare och lägger in de andra.',
  'signIn.name': 'Ditt namn',
  'signIn.namePlaceholder': 'Tryck för att skriva',
  'signIn.nameFirst': 'Skriv ditt namn först.',
  'signIn.choosePin': 'Välj en PIN med sex siffror',
  'signIn.repeatPin': 'Samma PIN en gång till',
  'signIn.pinsDiffer': 'PIN-koderna skiljer sig. Välj igen.',
  'signIn.openDoor': 'Öppna dörren',
  'signIn.openDoorWithin': '{{name}}: öppna dörren inom {{seconds}} s för att logga in.',
};
