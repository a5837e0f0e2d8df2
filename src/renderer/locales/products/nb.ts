import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'products.title': 'Varer',
  'products.export': 'Lagre listen på USB-pinne',
  'products.exportWhat':
    'Alle plasser med vare, pris og beholdning, som en fil du kan endre og importere igjen.',
  'products.choose': 'Velg listen du vil importere. Først ser du hva den ville endre.',
  'products.howTo': 'For å få en liste å fylle ut, lagrer du den fra denne automaten på pinnen.',
  'products.noFile': 'Ingen vareliste (.csv) ligger i den øverste mappen på denne pinnen.',
  'products.otherFile': 'Filer',
  'products.reading': 'Leser filen. La pinnen stå i.',
  'products.import': 'Importer',
  'products.imported': 'Importert: {{what}}.',
  'products.nothing': 'Ingenting ville bli endret.',
  'products.same_one': '{{count}} plass i filen, og slik er den allerede.',
  'products.same_other': '{{count}} plasser i filen, og slik er alle allerede.',
  'products.reprint': 'Priser endres: skriv ut arket på nytt etterpå.',
  'products.sum.added_one': '{{count}} ny',
  'products.sum.added_other': '{{count}} nye',
  'products.sum.changed_one': '{{count}} endret',
  'products.sum.changed_other': '{{count}} endret',
  'products.sum.removed_one': '{{count}} fjernet',
  'products.sum.removed_other': '{{count}} fjernet',
  'products.kind.added': 'Ny',
  'products.kind.changed': 'Endret',
  'products.kind.removed': 'Fjernet',
  'products.lookAlike':
    'Valgene «{{one}}» og «{{other}}» ligner på hverandre. Sjekk at begge finnes på tastaturet.',
  'products.faults_one': '{{count}} feil. Ingenting ble importert.',
  'products.faults_other': '{{count}} feil. Ingenting ble importert.',
  'products.faultsDo': 'Rett dem i filen, lagre den som CSV, og velg den igjen.',
  'products.faultsMore_one': 'Og {{count}} til.',
  'products.faultsMore_other': 'Og {{count}} til.',
  'products.place': 'Linje {{line}}, kolonne {{column}}',
  'products.fault.too-big': 'Filen har mer enn {{most}} byte.',
  'products.fault.not-text': 'Dette er ingen tekstfil. Lagre den som CSV i et regnearkprogram.',
  'products.fault.header': 'Første linje må være {{wanted}}',
  'products.fault.column-unknown': '«{{text}}» er ikke navnet på en kolonne.',
  'products.fault.column-missing': 'I første linje mangler {{text}}.',
  'products.fault.column-twice': '«{{text}}» står allerede i kolonne {{first}}.',
  'products.fault.no-slot': 'Filen har ingen plass.',
  'products.fault.column-count': '{{found}} kolonner der det må være {{wanted}}.',
  'products.fault.quotes': 'Anførselstegnene stemmer ikke.',
  'products.fault.empty': 'Her står det ingenting.',
  'products.fault.too-long': 'Mer enn {{most}} tegn.',
  'products.fault.unreadable': 'Har et tegn som ikke kan vises.',
  'products.fault.encoding':
    '«{{text}}» har en bokstav som ikke kan leses sikkert: filen kan komme fra en Mac eller være skadet. Lagre den som «CSV UTF-8».',
  'products.fault.not-selection':
    '«{{text}}» er det et regneark har gjort om et valg til. Skriv det som tekst, eller som ="01".',
  'products.fault.not-whole': '«{{text}}» er ikke et helt tall fra {{least}} til {{most}}.',
  'products.fault.not-amount':
    '«{{text}}» er ikke et beløp som 30.00. Skriv sifre og ett punktum eller komma, uten valuta og mellomrom.',
  'products.fault.two-readings':
    '«{{text}}» kan leses som {{low}} eller som {{high}}. Skriv {{low}} eller {{plain}}.',
  'products.fault.decimals': '«{{text}}» har mer enn {{most}} desimaler.',
  'products.fault.not-price': '«{{text}}» er for lite eller for mye til å være en pris.',
  'products.fault.below-least':
    '«{{text}}» er under {{least}}, det minste {{brand}} tar betalt. Ingen kunne kjøpt varen.',
  'products.fault.not-percentage': '«{{text}}» er ikke en prosent som 25.',
  'products.fault.rate-fraction':
    '«{{text}}» er mindre enn én prosent. For {{meant}} prosent skriver du {{meant}}.',
  'products.fault.not-category':
    '«{{text}}» er ingen kategori. Skriv en av {{wanted}}, eller ingenting.',
  'products.fault.twice': '«{{text}}» står allerede i linje {{first}}.',
  'refusal.file-changed':
    'Dette er ikke filen som ble vist. Se på den igjen. Ingenting ble importert.',
  'refusal.file-faulty': 'Filen har feil. Se på dem først. Ingenting ble importert.',
};
