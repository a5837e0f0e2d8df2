/** English: the first screen after sign-in. */
export const en = {
  'home.title': 'What needs doing',
  'home.nothing':
    'Nothing needs doing. Every slot has enough, nothing is broken and the sheet is up to date.',
  'home.sheet.outdated': 'The sheet on the machine is out of date. Print it again and hang it up.',
  'home.sheet.unprinted':
    'No sheet has been printed here yet. Print it and hang it on the machine.',
  'home.setup.held':
    'The set-up is not finished. The machine does not sell until it is, or until an owner decides to sell without.',
  'home.setup.waived':
    'The machine sells although its set-up is not finished. An owner decided so.',
} as const;
