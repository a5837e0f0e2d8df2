import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'status.ready': 'Klar',
  'status.selling': 'Selger',
  'status.stopped': 'Selger ikke',
  'status.inService': 'Under service',
  'status.service': 'Service',
  'status.readyWhy': 'Kunder kan skanne koden og kjøpe.',
  'status.customerSafe': 'En kunde som skanner nå, får beskjed om det og betaler ingenting.',
  'status.nextCustomer': 'Neste kunde reserverer høyst {{amount}}.',
  'status.secondsLeft': '{{seconds}} s igjen',
  'status.links': 'Forbindelser',
  'status.adapter': 'Kortadapter',
  'status.relay': 'Relay',
  'status.linkUp': 'tilkoblet',
  'status.linkOpening': 'kobler til',
  'status.linkDown': 'ikke tilkoblet',
  'status.lastSales': 'Siste salg',
  'status.noSales': 'Ingen salg ennå. Den første kunden som kjøper, vises her.',
  'status.charged': 'belastet {{amount}}',
  'status.released': 'ingenting belastet',
  'status.inProgress': 'pågår',
  'status.today_one': 'I dag: {{count}} solgt, {{amount}}',
  'status.today_other': 'I dag: {{count}} solgt, {{amount}}',
  'status.settling_one': '{{count}} gjøres opp',
  'status.settling_other': '{{count}} gjøres opp',
  'status.stock': 'Beholdning',
  'status.stockFine': 'Alle plasser har nok.',
  'status.andMore': 'og {{number}} til',
  'status.postedCode': 'Koden på automaten',
  'status.noCode': 'Koden er ikke hentet ennå. Den kommer med første tilkobling.',
  'reason.store-unwritable':
    'Det går ikke an å skrive til disken. Ingenting selges før det går. Start PC-en på nytt; hjelper det ikke, bytt disken.',
  'reason.journal-damaged':
    'Journalen er skadet. Ingenting selges. Ta vare på filen kiosk.db og få den undersøkt; en omstart hjelper ikke.',
  'reason.clock-implausible':
    'Klokken på PC-en går feil. Sjekk nettverkstiden; salget starter igjen av seg selv.',
  'reason.service-mode': 'Automaten er i servicemodus. Den selger igjen når servicen er ferdig.',
  'reason.hardware-down':
    'Kortadapteren svarer ikke. Sjekk USB-kabelen; den kommer tilbake av seg selv.',
  'reason.set-up-unfinished':
    'Oppsettet er ikke ferdig. Automaten selger når det er gjort, eller når en eier bestemmer å selge uten.',
  'reason.quiet-hours':
    'Den hviler på denne tiden og selger igjen av seg selv. Endres under Innstillinger, stille timer.',
  'reason.door-open': 'Døren er åpen. Lukk den; salget starter igjen av seg selv.',
  'reason.machine-fault':
    'En feil stopper automaten. Se hvilken under Service, og nullstill den når årsaken er borte.',
  'reason.machine-not-enabled':
    'Automaten tar ikke imot betaling ennå. Oppstart tar inntil ett minutt; lukk døren og vent.',
  'reason.relay-down':
    'Ingen forbindelse til relayet. Sjekk nettverkskabelen eller ruteren; den kommer tilbake av seg selv.',
  'reason.nothing-sellable': 'Alt er utsolgt. Fyll automaten og rett beholdningen.',
  'reason.amount-not-payable': 'Maksbeløpet kan ikke reserveres. Rett maksbeløpet.',
  'reason.select-first':
    'Prisene er ulike, og denne kontoen belaster bare hele beløp. Kunden må velge før skanning.',
  'reason.scan-pause':
    'Koden er skannet flere ganger på rad uten at noen godkjente. Den selger igjen av seg selv innen 30 sekunder.',
  'reason.stopping': 'Programmet avsluttes.',
  'step.scanned': 'Skannet',
  'step.approved': 'Godkjent',
  'step.chosen': 'Valgt',
  'step.dropped': 'Falt',
  'step.charged': 'Belastet',
  'saleState.reserving': 'Ber {{brand}} reservere {{amount}}.',
  'saleState.awaitingApproval': 'Kunden blir bedt om å godkjenne {{amount}} i appen.',
  'saleState.withdrawing': 'Ikke godkjent. Forespørselen trekkes tilbake; ingenting belastes.',
  'saleState.offering': '{{amount}} er reservert. Kunden kan velge på automaten.',
  'saleState.vending': '{{product}} er på vei. Bare det som faller, belastes.',
  'note.low': '{{slot}} {{product}}: {{number}} igjen',
  'note.empty': '{{slot}} {{product}}: tom',
  'note.countMe': '{{slot}} {{product}}: tell opp',
  'note.latched': '{{slot}} {{product}}: ute av salg, leverte ikke',
  'status.board': 'Styrekort',
  'reason.not-set-up': 'Den er ikke satt opp ennå. Trykk Service for å begynne.',
};
