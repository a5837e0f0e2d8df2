import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'products.title': 'Varer',
  'products.export': 'Gem listen på USB-nøgle',
  'products.exportWhat':
    'Alle pladser med vare, pris og beholdning, som en fil du kan ændre og importere igen.',
  'products.choose': 'Vælg listen, du vil importere. Først ser du, hvad den ville ændre.',
  'products.howTo': 'For at få en liste at udfylde gemmer du den fra denne automat på nøglen.',
  'products.noFile': 'Ingen vareliste (.csv) ligger i den øverste mappe på denne nøgle.',
  'products.otherFile': 'Filer',
  'products.reading': 'Læser filen. Lad nøglen sidde.',
  'products.import': 'Importér',
  'products.imported': 'Importeret: {{what}}.',
  'products.nothing': 'Intet ville blive ændret.',
  'products.same_one': '{{count}} plads i filen, og sådan er den allerede.',
  'products.same_other': '{{count}} pladser i filen, og sådan er alle allerede.',
  'products.reprint': 'Priser ændres: udskriv arket igen bagefter.',
  'products.sum.added_one': '{{count}} ny',
  'products.sum.added_other': '{{count}} nye',
  'products.sum.changed_one': '{{count}} ændret',
  'products.sum.changed_other': '{{count}} ændret',
  'products.sum.removed_one': '{{count}} fjernet',
  'products.sum.removed_other': '{{count}} fjernet',
  'products.kind.added': 'Ny',
  'products.kind.changed': 'Ændret',
  'products.kind.removed': 'Fjernet',
  'products.lookAlike':
    'Valgene »{{one}}« og »{{other}}« ligner hinanden. Kontrollér, at begge findes på tastaturet.',
  'products.faults_one': '{{count}} fejl. Intet blev importeret.',
  'products.faults_other': '{{count}} fejl. Intet blev importeret.',
  'products.faultsDo': 'Ret dem i filen, gem den som CSV, og vælg den igen.',
  'products.faultsMore_one': 'Og {{count}} til.',
  'products.faultsMore_other': 'Og {{count}} til.',
  'products.place': 'Linje {{line}}, kolonne {{column}}',
  'products.fault.too-big': 'Filen har mere end {{most}} byte.',
  'products.fault.not-text': 'Dette er ingen tekstfil. Gem den som CSV i et regnearksprogram.',
  'products.fault.header': 'Første linje skal være {{wanted}}',
  'products.fault.column-unknown': '»{{text}}« er ikke navnet på en kolonne.',
  'products.fault.column-missing': 'I første linje mangler {{text}}.',
  'products.fault.column-twice': '»{{text}}« står allerede i kolonne {{first}}.',
  'products.fault.no-slot': 'Filen har ingen plads.',
  'products.fault.column-count': '{{found}} kolonner, hvor der skal være {{wanted}}.',
  'products.fault.quotes': 'Anførselstegnene passer ikke sammen.',
  'products.fault.empty': 'Her står der intet.',
  'products.fault.too-long': 'Mere end {{most}} tegn.',
  'products.fault.unreadable': 'Har et tegn, der ikke kan vises.',
  'products.fault.encoding':
    '»{{text}}« har et bogstav, der ikke kan læses sikkert: filen kan komme fra en Mac eller være beskadiget. Gem den som »CSV UTF-8«.',
  'products.fault.not-selection':
    '»{{text}}« er, hvad et regneark har gjort et valg til. Skriv det som tekst eller som ="01".',
  'products.fault.not-whole': '»{{text}}« er ikke et helt tal fra {{least}} til {{most}}.',
  'products.fault.not-amount':
    '»{{text}}« er ikke et beløb som 30.00. Skriv cifre og ét punktum eller komma, uden valuta og mellemrum.',
  'products.fault.two-readings':
    '»{{text}}« kan læses som {{low}} eller som {{high}}. Skriv {{low}} eller {{plain}}.',
  'products.fault.decimals': '»{{text}}« har mere end {{most}} decimaler.',
  'products.fault.not-price': '»{{text}}« er for lidt eller for meget til en pris.',
  'products.fault.below-least':
    '»{{text}}« er under {{least}}, det mindste {{brand}} tager imod. Ingen kunne købe varen.',
  'products.fault.not-percentage': '»{{text}}« er ikke en procentsats som 25.',
  'products.fault.rate-fraction':
    '»{{text}}« er mindre end én procent. For {{meant}} procent skriver du {{meant}}.',
  'products.fault.not-category':
    '»{{text}}« er ingen kategori. Skriv en af {{wanted}}, eller intet.',
  'products.fault.twice': '»{{text}}« står allerede i linje {{first}}.',
  'refusal.file-changed':
    'Dette er ikke den fil, der blev vist. Se på den igen. Intet blev importeret.',
  'refusal.file-faulty': 'Filen har fejl. Se på dem først. Intet blev importeret.',
};
