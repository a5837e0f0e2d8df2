/** English: the first screen after sign-in. */
export const en = {
  'home.title': 'What needs doing',
  'home.nothing': 'Nothing needs doing. Every slot has enough and nothing is broken.',
} as const;
