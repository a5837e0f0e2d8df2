import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'products.title': 'Varor',
  'products.export': 'Spara listan på USB-minne',
  'products.exportWhat':
    'Alla fack med vara, pris och lager, som en fil du kan ändra och importera igen.',
  'products.choose': 'Välj listan du vill importera. Först ser du vad den skulle ändra.',
  'products.howTo':
    'För att få en lista att fylla i sparar du den från den här automaten på minnet.',
  'products.noFile': 'Ingen varulista (.csv) ligger i den översta mappen på det här minnet.',
  'products.otherFile': 'Filer',
  'products.reading': 'Läser filen. Låt minnet sitta i.',
  'products.import': 'Importera',
  'products.imported': 'Importerat: {{what}}.',
  'products.nothing': 'Inget skulle ändras.',
  'products.same_one': '{{count}} fack i filen, och så är det redan.',
  'products.same_other': '{{count}} fack i filen, och så är alla redan.',
  'products.reprint': 'Priser ändras: skriv ut bladet igen efteråt.',
  'products.sum.added_one': '{{count}} nytt',
  'products.sum.added_other': '{{count}} nya',
  'products.sum.changed_one': '{{count}} ändrat',
  'products.sum.changed_other': '{{count}} ändrade',
  'products.sum.removed_one': '{{count}} borttaget',
  'products.sum.removed_other': '{{count}} borttagna',
  'products.kind.added': 'Nytt',
  'products.kind.changed': 'Ändrat',
  'products.kind.removed': 'Borttaget',
  'products.lookAlike':
    'Valen ”{{one}}” och ”{{other}}” liknar varandra. Kontrollera att båda finns på knappsatsen.',
  'products.faults_one': '{{count}} fel. Inget importerades.',
  'products.faults_other': '{{count}} fel. Inget importerades.',
  'products.faultsDo': 'Rätta dem i filen, spara den som CSV och välj den igen.',
  'products.faultsMore_one': 'Och {{count}} till.',
  'products.faultsMore_other': 'Och {{count}} till.',
  'products.place': 'Rad {{line}}, kolumn {{column}}',
  'products.fault.too-big': 'Filen har mer än {{most}} byte.',
  'products.fault.not-text': 'Det här är ingen textfil. Spara den som CSV i ett kalkylprogram.',
  'products.fault.header': 'Första raden måste vara {{wanted}}',
  'products.fault.column-unknown': '”{{text}}” är inte namnet på någon kolumn.',
  'products.fault.column-missing': 'I första raden saknas {{text}}.',
  'products.fault.column-twice': '”{{text}}” står redan i kolumn {{first}}.',
  'products.fault.no-slot': 'Filen har inget fack.',
  'products.fault.column-count': '{{found}} kolumner där det måste vara {{wanted}}.',
  'products.fault.quotes': 'Citattecknen stämmer inte.',
  'products.fault.empty': 'Här står inget.',
  'products.fault.too-long': 'Mer än {{most}} tecken.',
  'products.fault.unreadable': 'Har ett tecken som inte kan visas.',
  'products.fault.encoding':
    '”{{text}}” har en bokstav som inte kan läsas säkert: filen kan komma från en Mac eller vara skadad. Spara den som ”CSV UTF-8”.',
  'products.fault.not-selection':
    '”{{text}}” är vad ett kalkylprogram har gjort av ett val. Skriv det som text, eller som ="01".',
  'products.fault.not-whole': '”{{text}}” är inte ett heltal från {{least}} till {{most}}.',
  'products.fault.not-amount':
    '”{{text}}” är inte ett belopp som 30.00. Skriv siffror och en punkt eller ett komma, utan valuta och mellanslag.',
  'products.fault.two-readings':
    '”{{text}}” kan läsas som {{low}} eller som {{high}}. Skriv {{low}} eller {{plain}}.',
  'products.fault.decimals': '”{{text}}” har mer än {{most}} decimaler.',
  'products.fault.not-price': '”{{text}}” är för lite eller för mycket för ett pris.',
  'products.fault.below-least':
    '”{{text}}” är under {{least}}, det minsta som {{brand}} tar emot. Ingen kunde köpa varan.',
  'products.fault.not-percentage': '”{{text}}” är inte en procentsats som 25.',
  'products.fault.rate-fraction':
    '”{{text}}” är mindre än en procent. För {{meant}} procent skriver du {{meant}}.',
  'products.fault.not-category':
    '”{{text}}” är ingen kategori. Skriv en av {{wanted}}, eller inget.',
  'products.fault.twice': '”{{text}}” står redan på rad {{first}}.',
  'refusal.file-changed':
    'Det här är inte filen som visades. Titta på den igen. Inget importerades.',
  'refusal.file-faulty': 'Filen har fel. Titta på dem först. Inget importerades.',
};
