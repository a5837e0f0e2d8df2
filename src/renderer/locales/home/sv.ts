import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Det här behöver göras',
  'home.nothing': 'Inget behöver göras. Alla fack har tillräckligt och inget är trasigt.',
};
