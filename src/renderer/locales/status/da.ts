import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'status.ready': 'Klar',
  'status.selling': 'Sælger',
  'status.stopped': 'Sælger ikke',
  'status.inService': 'Under service',
  'status.service': 'Service',
  'status.readyWhy': 'Kunder kan scanne koden og købe.',
  'status.customerSafe': 'En kunde, som scanner nu, får besked og betaler intet.',
  'status.nextCustomer': 'Næste kunde reserverer højst {{amount}}.',
  'status.secondsLeft': '{{seconds}} s tilbage',
  'status.links': 'Forbindelser',
  'status.adapter': 'Kortadapter',
  'status.relay': 'Relay',
  'status.linkUp': 'forbundet',
  'status.linkOpening': 'forbinder',
  'status.linkDown': 'ikke forbundet',
  'status.lastSales': 'Seneste salg',
  'status.noSales': 'Ingen salg endnu. Den første kunde, der køber, vises her.',
  'status.charged': 'trukket {{amount}}',
  'status.released': 'intet trukket',
  'status.inProgress': 'i gang',
  'status.today_one': 'I dag: {{count}} solgt, {{amount}}',
  'status.today_other': 'I dag: {{count}} solgt, {{amount}}',
  'status.settling_one': '{{count}} gøres op',
  'status.settling_other': '{{count}} gøres op',
  'status.stock': 'Beholdning',
  'status.stockFine': 'Alle pladser har nok.',
  'status.andMore': 'og {{number}} mere',
  'status.postedCode': 'Koden på automaten',
  'status.noCode': 'Koden er ikke hentet endnu. Den kommer med første forbindelse.',
  'reason.store-unwritable':
    'Disken kan ikke skrives. Intet sælges, før den kan. Genstart pc’en; hjælper det ikke, så skift disken.',
  'reason.journal-damaged':
    'Journalen er beskadiget. Intet sælges. Gem filen kiosk.db og få den undersøgt; en genstart hjælper ikke.',
  'reason.clock-implausible':
    'Pc’ens ur går forkert. Kontrollér netværkstiden; salget starter igen af sig selv.',
  'reason.service-mode': 'Automaten er i servicetilstand. Den sælger igen, når servicen er slut.',
  'reason.hardware-down':
    'Kortadapteren svarer ikke. Kontrollér USB-kablet; den kommer tilbage af sig selv.',
  'reason.set-up-unfinished':
    'Opsætningen er ikke færdig. Automaten sælger, når den er, eller når en ejer beslutter at sælge uden.',
  'reason.quiet-hours':
    'Den hviler på dette tidspunkt og sælger igen af sig selv. Ændres under Indstillinger, stille timer.',
  'reason.door-open': 'Døren er åben. Luk den; salget starter igen af sig selv.',
  'reason.machine-fault':
    'En fejl stopper automaten. Fejlen står under Service; nulstil den, når årsagen er væk.',
  'reason.machine-not-enabled':
    'Automaten tager ikke imod betaling endnu. Start tager op til et minut; luk døren og vent.',
  'reason.relay-down':
    'Ingen forbindelse til relayet. Kontrollér netværkskablet eller routeren; den kommer tilbage af sig selv.',
  'reason.nothing-sellable': 'Alt er udsolgt. Fyld automaten og ret beholdningen.',
  'reason.amount-not-payable': 'Maksimumbeløbet kan ikke reserveres. Ret maksimumbeløbet.',
  'reason.select-first':
    'Priserne er forskellige, og kontoen trækker kun hele beløb. Kunden skal vælge før scanning.',
  'reason.scan-pause':
    'Koden er scannet flere gange i træk, uden at nogen godkendte. Den sælger igen af sig selv inden for 30 sekunder.',
  'reason.stopping': 'Programmet afsluttes.',
  'step.scanned': 'Scannet',
  'step.approved': 'Godkendt',
  'step.chosen': 'Valgt',
  'step.dropped': 'Faldet',
  'step.charged': 'Trukket',
  'saleState.reserving': 'Beder {{brand}} reservere {{amount}}.',
  'saleState.awaitingApproval': 'Kunden bedes godkende {{amount}} i appen.',
  'saleState.withdrawing': 'Ikke godkendt. Anmodningen trækkes tilbage; intet trækkes.',
  'saleState.offering': '{{amount}} er reserveret. Kunden kan vælge på automaten.',
  'saleState.vending': '{{product}} er på vej. Kun det, der falder, trækkes.',
  'note.low': '{{slot}} {{product}}: {{number}} tilbage',
  'note.empty': '{{slot}} {{product}}: tom',
  'note.countMe': '{{slot}} {{product}}: tæl op',
  'note.latched': '{{slot}} {{product}}: ude af salg, leverede ikke',
  'status.board': 'Styrekort',
  'reason.not-set-up': 'Den er ikke sat op endnu. Tryk på Service for at begynde.',
};
