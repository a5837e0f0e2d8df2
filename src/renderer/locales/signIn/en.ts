/** English: sign-in. */
export const en = {
  'signIn.who': 'Who is it?',
  'signIn.people': 'People of this machine',
  'signIn.pickFirst': 'Tap your name.',
  'signIn.pin': 'PIN of {{name}}',
  'signIn.locked': 'locked after wrong PINs',
  'signIn.role.owner': 'owner',
  'signIn.role.technician': 'technician',
  'signIn.firstOwner': 'First owner',
  'signIn.firstWhy':
    'Nobody has been entered at this machine. The first person becomes its owner, and adds the others.',
  'signIn.name': 'Your name',
  'signIn.namePlaceholder': 'Tap to type',
  'signIn.nameFirst': 'Type your name first.',
  'signIn.choosePin': 'Choose a PIN of six digits',
  'signIn.repeatPin': 'The same PIN once more',
  'signIn.pinsDiffer': 'The two PINs differ. Choose one again.',
  'signIn.openDoor': 'Open the door',
  'signIn.openDoorWithin': '{{name}}: open the door within {{seconds}} s to sign in.',
} as const;
