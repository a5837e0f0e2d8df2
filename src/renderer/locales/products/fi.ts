import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'products.title': 'Tuotteet',
  'products.export': 'Tallenna lista USB-tikulle',
  'products.exportWhat':
    'Kaikki lokerot tuotteineen, hintoineen ja varastoineen tiedostona, jota voi muokata ja tuoda takaisin.',
  'products.choose': 'Valitse tuotava lista. Ensin näet, mitä se muuttaisi.',
  'products.howTo': 'Saat täytettävän listan tallentamalla tämän automaatin listan muistiin.',
  'products.noFile': 'Tämän muistin ylimmässä kansiossa ei ole tuotelistaa (.csv).',
  'products.otherFile': 'Tiedostot',
  'products.reading': 'Luetaan tiedostoa. Älä irrota muistia.',
  'products.import': 'Tuo',
  'products.imported': 'Tuotu: {{what}}.',
  'products.nothing': 'Mikään ei muuttuisi.',
  'products.same_one': 'Tiedostossa on {{count}} lokero, ja se on jo näin.',
  'products.same_other': 'Tiedostossa on {{count}} lokeroa, ja kaikki ovat jo näin.',
  'products.reprint': 'Hinnat muuttuvat: tulosta arkki sen jälkeen uudelleen.',
  'products.sum.added_one': '{{count}} uusi',
  'products.sum.added_other': '{{count}} uutta',
  'products.sum.changed_one': '{{count}} muuttuu',
  'products.sum.changed_other': '{{count}} muuttuu',
  'products.sum.removed_one': '{{count}} poistuu',
  'products.sum.removed_other': '{{count}} poistuu',
  'products.kind.added': 'Uusi',
  'products.kind.changed': 'Muuttuu',
  'products.kind.removed': 'Poistuu',
  'products.lookAlike':
    'Valinnat ”{{one}}” ja ”{{other}}” näyttävät samalta. Tarkista, että molemmat ovat näppäimistöllä.',
  'products.faults_one': '{{count}} virhe. Mitään ei tuotu.',
  'products.faults_other': '{{count}} virhettä. Mitään ei tuotu.',
  'products.faultsDo': 'Korjaa ne tiedostoon, tallenna se CSV-muodossa ja valitse se uudelleen.',
  'products.faultsMore_one': 'Ja vielä {{count}}.',
  'products.faultsMore_other': 'Ja vielä {{count}}.',
  'products.place': 'Rivi {{line}}, sarake {{column}}',
  'products.fault.too-big': 'Tiedostossa on yli {{most}} tavua.',
  'products.fault.not-text':
    'Tämä ei ole tekstitiedosto. Tallenna se taulukkolaskentaohjelmassa CSV-muotoon.',
  'products.fault.header': 'Ensimmäisen rivin on oltava {{wanted}}',
  'products.fault.column-unknown': '”{{text}}” ei ole minkään sarakkeen nimi.',
  'products.fault.column-missing': 'Ensimmäiseltä riviltä puuttuu {{text}}.',
  'products.fault.column-twice': '”{{text}}” on jo sarakkeessa {{first}}.',
  'products.fault.no-slot': 'Tiedostossa ei ole yhtään lokeroa.',
  'products.fault.column-count': '{{found}} saraketta, vaikka niitä on oltava {{wanted}}.',
  'products.fault.quotes': 'Lainausmerkit eivät täsmää.',
  'products.fault.empty': 'Tässä ei ole mitään.',
  'products.fault.too-long': 'Yli {{most}} merkkiä.',
  'products.fault.unreadable': 'Sisältää merkin, jota ei voi näyttää.',
  'products.fault.encoding':
    'Kohdassa ”{{text}}” on kirjain, jota ei voi lukea varmasti: tiedosto voi olla Macista tai vioittunut. Tallenna se muotoon ”CSV UTF-8”.',
  'products.fault.not-selection':
    '”{{text}}” on taulukkolaskentaohjelman muuttama valinta. Kirjoita se tekstinä tai muodossa ="01".',
  'products.fault.not-whole': '”{{text}}” ei ole kokonaisluku väliltä {{least}}–{{most}}.',
  'products.fault.not-amount':
    '”{{text}}” ei ole summa, kuten 30.00. Kirjoita numerot ja yksi piste tai pilkku, ei valuuttaa eikä välilyöntejä.',
  'products.fault.two-readings':
    '”{{text}}” voi tarkoittaa {{low}} tai {{high}}. Kirjoita {{low}} tai {{plain}}.',
  'products.fault.decimals': 'Luvussa ”{{text}}” on yli {{most}} desimaalia.',
  'products.fault.not-price': '”{{text}}” on hinnaksi liian pieni tai suuri.',
  'products.fault.below-least':
    '”{{text}}” on alle {{least}}, joka on pienin palvelun {{brand}} vastaanottama summa. Kukaan ei voisi ostaa tuotetta.',
  'products.fault.not-percentage': '”{{text}}” ei ole prosenttiluku, kuten 25.',
  'products.fault.rate-fraction':
    '”{{text}}” on alle yhden prosentin. Jos tarkoitat {{meant}} prosenttia, kirjoita {{meant}}.',
  'products.fault.not-category':
    '”{{text}}” ei ole luokka. Kirjoita jokin näistä: {{wanted}}, tai jätä tyhjäksi.',
  'products.fault.twice': '”{{text}}” on jo rivillä {{first}}.',
  'refusal.file-changed': 'Tämä ei ole näytetty tiedosto. Katso se uudelleen. Mitään ei tuotu.',
  'refusal.file-faulty': 'Tiedostossa on virheitä. Katso ne ensin. Mitään ei tuotu.',
};
