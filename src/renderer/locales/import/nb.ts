import type { en } from './en.ts';

/** Norsk: hva som kan være galt med en varefil. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'import.place': 'Linje {{line}}, kolonne {{column}}',
  'import.fault.too-big': 'filen har mer enn {{most}} byte',
  'import.fault.not-text': 'dette er ingen tekstfil; lagre den som CSV i regnearket',
  'import.fault.header': 'overskriften må være {{wanted}}',
  'import.fault.no-slot': 'filen har ingen plasser',
  'import.fault.column-count': '{{found}} kolonner der det må være {{wanted}}',
  'import.fault.quotes': 'anførselstegnene stemmer ikke',
  'import.fault.empty': 'er tomt',
  'import.fault.too-long': 'har mer enn {{most}} tegn',
  'import.fault.unreadable': 'har et tegn som ikke kan vises',
  'import.fault.not-whole': '«{{text}}» er ikke et helt tall fra {{least}} til {{most}}',
  'import.fault.not-amount': '«{{text}}» er ikke et beløp som 30.00',
  'import.fault.decimals': '«{{text}}» har mer enn {{most}} desimaler',
  'import.fault.not-price': '«{{text}}» er ikke en pris',
  'import.fault.not-percentage': '«{{text}}» er ikke en prosent som 25',
  'import.fault.twice': '«{{text}}» står allerede i linje {{first}}',
};
