import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'home.title': 'Det här behöver göras',
  'home.nothing':
    'Inget behöver göras. Alla fack har tillräckligt, inget är trasigt och arket är aktuellt.',
  'home.sheet.outdated': 'Arket på automaten är inaktuellt. Skriv ut det på nytt och häng upp det.',
  'home.sheet.unprinted':
    'Inget ark har skrivits ut här ännu. Skriv ut det och häng det på automaten.',
  'home.setup.held':
    'Installationen är inte klar. Automaten säljer inte förrän den är det, eller en ägare beslutar att sälja utan.',
  'home.setup.waived':
    'Automaten säljer fast installationen inte är klar. En ägare har beslutat det.',
};
