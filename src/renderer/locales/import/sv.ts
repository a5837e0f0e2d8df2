import type { en } from './en.ts';

/** Svenska: vad som kan vara fel i en varufil. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'import.place': 'Rad {{line}}, kolumn {{column}}',
  'import.fault.too-big': 'filen har mer än {{most}} byte',
  'import.fault.not-text': 'detta är ingen textfil; spara den som CSV i kalkylarket',
  'import.fault.header': 'rubriken måste vara {{wanted}}',
  'import.fault.no-slot': 'filen har inga fack',
  'import.fault.column-count': '{{found}} kolumner där det måste vara {{wanted}}',
  'import.fault.quotes': 'citattecknen stämmer inte',
  'import.fault.empty': 'är tomt',
  'import.fault.too-long': 'har mer än {{most}} tecken',
  'import.fault.unreadable': 'har ett tecken som inte kan visas',
  'import.fault.not-whole': '”{{text}}” är inte ett heltal från {{least}} till {{most}}',
  'import.fault.not-amount': '”{{text}}” är inte ett belopp som 30.00',
  'import.fault.decimals': '”{{text}}” har mer än {{most}} decimaler',
  'import.fault.not-price': '”{{text}}” är inget pris',
  'import.fault.not-percentage': '”{{text}}” är ingen procent som 25',
  'import.fault.twice': '”{{text}}” står redan på rad {{first}}',
};
