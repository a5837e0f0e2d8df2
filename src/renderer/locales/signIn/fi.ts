import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'signIn.who': 'Kuka siellä?',
  'signIn.people': 'Automaatin henkilöt',
  'signIn.pickFirst': 'Napauta nimeäsi.',
  'signIn.pin': 'PIN: {{name}}',
  'signIn.locked': 'lukittu väärien PINien vuoksi',
  'signIn.role.owner': 'omistaja',
  'signIn.role.technician': 'huoltaja',
  'signIn.firstOwner': 'Ensimmäinen omistaja',
  'signIn.firstWhy':
    'Automaatille ei ole lisätty ketään. Ensimmäisestä tulee omistaja, joka lisää muut.',
  'signIn.name': 'Nimesi',
  'signIn.namePlaceholder': 'Kirjoita napauttamalla',
  'signIn.nameFirst': 'Kirjoita ensin nimesi.',
  'signIn.choosePin': 'Valitse kuusinumeroinen PIN',
  'signIn.repeatPin': 'Sama PIN uudelleen',
  'signIn.pinsDiffer': 'PINit eroavat. Valitse uudelleen.',
  'signIn.openDoor': 'Avaa ovi',
  'signIn.openDoorWithin': '{{name}}: avaa ovi {{seconds}} sekunnin kuluessa, niin pääset sisään.',
};
