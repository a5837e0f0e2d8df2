import type { en } from './en.ts';

/** Dansk: hvad der kan være galt med en varefil. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'import.place': 'Linje {{line}}, kolonne {{column}}',
  'import.fault.too-big': 'filen har mere end {{most}} byte',
  'import.fault.not-text': 'dette er ingen tekstfil; gem den som CSV i regnearket',
  'import.fault.header': 'overskriften skal være {{wanted}}',
  'import.fault.no-slot': 'filen har ingen pladser',
  'import.fault.column-count': '{{found}} kolonner, hvor der skal være {{wanted}}',
  'import.fault.quotes': 'anførselstegnene passer ikke',
  'import.fault.empty': 'er tomt',
  'import.fault.too-long': 'har mere end {{most}} tegn',
  'import.fault.unreadable': 'har et tegn, der ikke kan vises',
  'import.fault.not-whole': '“{{text}}” er ikke et helt tal fra {{least}} til {{most}}',
  'import.fault.not-amount': '“{{text}}” er ikke et beløb som 30.00',
  'import.fault.decimals': '“{{text}}” har mere end {{most}} decimaler',
  'import.fault.not-price': '“{{text}}” er ikke en pris',
  'import.fault.not-percentage': '“{{text}}” er ikke en procent som 25',
  'import.fault.twice': '“{{text}}” står allerede i linje {{first}}',
};
