/** English: what a customer reserves before choosing. */
export const en = {
  'maximum.title': 'Maximum amount',
  'maximum.reserved': 'Each customer reserves, before choosing:',
  'maximum.reads': 'The customer reads this in the app:',
  'maximum.cap': 'Never more than {{cap}}: the cap of the sales unit.',
  'maximum.nothing':
    'Nothing can be sold now, so nothing is reserved. Fill the slots or clear them.',
  'maximum.how': 'How much',
  'maximum.auto': 'Automatic',
  'maximum.autoNote': 'The dearest product that can be sold',
  'maximum.fixed': 'Fixed',
  'maximum.fixedNote': 'The same whatever is sold out',
  'maximum.fixedAmount': 'Fixed amount',
  'maximum.isAuto': 'It follows the prices by itself.',
  'maximum.makers': 'These make it so high.',
  'maximum.without': 'Were they sold out, customers would reserve {{amount}}.',
  'maximum.alone': 'Nothing else can be sold.',
  'maximum.waiting': 'Sold out or stopped now. With these back the amount would rise.',
  'maximum.outOfReach':
    'Cost more than customers reserve: they are refused at the machine, and nobody pays.',
  'maximum.aboveCap':
    'Cost more than {{cap}}: they can never be sold here. Lower the price, or ask for a higher cap.',
  'maximum.more': 'and {{number}} more',
  'maximum.unknown':
    'The sales unit is not known yet. It comes by itself once the relay is reached.',
} as const;
