import type { TextKey } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<TextKey, string>> = {
  starting: 'Starter …',
  stateReady: 'Klar',
  stateSelling: 'Selger',
  stateStopped: 'Selger ikke',
  readyWhy: 'Kunder kan skanne koden og kjøpe.',
  stale: 'Skjermen har ikke hørt fra automaten på {{seconds}} s. Den kobler til igjen av seg selv.',
  'reason.store-unwritable':
    'Det går ikke an å skrive til disken. Ingenting selges før det går. Start PC-en på nytt; hjelper det ikke, bytt disken.',
  'reason.journal-damaged':
    'Journalen er skadet. Ingenting selges. Ta vare på filen kiosk.db og få den undersøkt; en omstart hjelper ikke.',
  'reason.clock-implausible':
    'Klokken på PC-en går feil. Sjekk nettverkstiden; salget starter igjen av seg selv.',
  'reason.service-mode': 'Automaten er i servicemodus. Den selger igjen når servicen er ferdig.',
  'reason.hardware-down':
    'Kortadapteren svarer ikke. Sjekk USB-kabelen; den kommer tilbake av seg selv.',
  'reason.door-open': 'Døren er åpen. Lukk den; salget starter igjen av seg selv.',
  'reason.machine-fault':
    'En feil stopper automaten. Se feilkoden i status, og nullstill den når årsaken er borte.',
  'reason.machine-not-enabled':
    'Automaten tar ikke imot betaling ennå. Oppstart tar inntil ett minutt; lukk døren og vent.',
  'reason.relay-down':
    'Ingen forbindelse til relayet. Sjekk nettverkskabelen eller ruteren; den kommer tilbake av seg selv.',
  'reason.nothing-sellable': 'Alt er utsolgt. Fyll automaten og rett beholdningen.',
  'reason.amount-not-payable': 'Maksbeløpet kan ikke reserveres. Rett maksbeløpet.',
  'reason.select-first':
    'Prisene er ulike, og denne kontoen belaster bare hele beløp. Kunden må velge før skanning.',
  'reason.stopping': 'Programmet avsluttes.',
  customerSafe: 'En kunde som skanner nå, får beskjed om det og betaler ingenting.',
  'step.scanned': 'Skannet',
  'step.approved': 'Godkjent',
  'step.chosen': 'Valgt',
  'step.dropped': 'Falt',
  'step.charged': 'Belastet',
  'sale.reserving': 'Ber Vipps reservere {{amount}}.',
  'sale.awaitingApproval': 'Kunden blir bedt om å godkjenne {{amount}} i appen.',
  'sale.withdrawing': 'Ikke godkjent. Forespørselen trekkes tilbake; ingenting belastes.',
  'sale.offering': '{{amount}} er reservert. Kunden kan velge på automaten.',
  'sale.vending': '{{product}} er på vei. Bare det som faller, belastes.',
  secondsLeft: '{{seconds}} s igjen',
  links: 'Forbindelser',
  adapter: 'Kortadapter',
  relay: 'Relay',
  linkUp: 'tilkoblet',
  linkOpening: 'kobler til',
  linkDown: 'ikke tilkoblet',
  lastSales: 'Siste salg',
  noSales: 'Ingen salg ennå. Den første kunden som kjøper, vises her.',
  charged: 'belastet {{amount}}',
  released: 'ingenting belastet',
  inProgress: 'pågår',
  today: 'I dag: {{count}} solgt, {{amount}}',
  settling: 'Gjøres opp: {{count}}',
  reviews: 'Til gjennomsyn: {{count}}',
  stock: 'Beholdning',
  stockFine: 'Alle plasser har nok.',
  'note.low': '{{slot}} {{product}}: {{count}} igjen',
  'note.empty': '{{slot}} {{product}}: tom',
  'note.countMe': '{{slot}} {{product}}: tell opp',
  'note.latched': '{{slot}} {{product}}: ute av salg, leverte ikke',
  more: 'og {{count}} til',
  postedCode: 'Koden på automaten',
  noCode: 'Koden er ikke hentet ennå. Den kommer med første tilkobling.',
  nextCustomer: 'Neste kunde reserverer høyst {{amount}}.',
  language: 'English',
};
