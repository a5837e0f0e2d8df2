import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'status.ready': 'Redo',
  'status.selling': 'Säljer',
  'status.stopped': 'Säljer inte',
  'status.inService': 'På service',
  'status.service': 'Service',
  'status.readyWhy': 'Kunder kan skanna koden och köpa.',
  'status.customerSafe': 'En kund som skannar nu får veta det och betalar inget.',
  'status.nextCustomer': 'Nästa kund reserverar högst {{amount}}.',
  'status.secondsLeft': '{{seconds}} s kvar',
  'status.links': 'Anslutningar',
  'status.adapter': 'Kortadapter',
  'status.relay': 'Relä',
  'status.linkUp': 'ansluten',
  'status.linkOpening': 'ansluter',
  'status.linkDown': 'inte ansluten',
  'status.lastSales': 'Senaste köpen',
  'status.noSales': 'Inga köp ännu. Den första kunden som köper visas här.',
  'status.charged': 'debiterat {{amount}}',
  'status.released': 'inget debiterat',
  'status.inProgress': 'pågår',
  'status.today_one': 'I dag: {{count}} såld, {{amount}}',
  'status.today_other': 'I dag: {{count}} sålda, {{amount}}',
  'status.settling_one': '{{count}} regleras',
  'status.settling_other': '{{count}} regleras',
  'status.stock': 'Lager',
  'status.stockFine': 'Alla fack har tillräckligt.',
  'status.andMore': 'och {{number}} till',
  'status.postedCode': 'Koden på automaten',
  'status.noCode': 'Koden är inte hämtad ännu. Den kommer med första anslutningen.',
  'reason.store-unwritable':
    'Disken går inte att skriva på. Inget säljs förrän det går. Starta om datorn; hjälper det inte, byt disk.',
  'reason.journal-damaged':
    'Journalen är skadad. Inget säljs. Spara filen kiosk.db och låt någon undersöka den; omstart hjälper inte.',
  'reason.clock-implausible':
    'Datorns klocka går fel. Kontrollera nätverkstiden; försäljningen börjar igen av sig själv.',
  'reason.service-mode': 'Automaten är i serviceläge. Den säljer igen när servicen är klar.',
  'reason.hardware-down':
    'Kortadaptern svarar inte. Kontrollera USB-kabeln; den kommer tillbaka av sig själv.',
  'reason.set-up-unfinished':
    'Installationen är inte klar. Automaten säljer när den är det, eller när en ägare beslutar att sälja utan.',
  'reason.quiet-hours':
    'Den vilar vid den här tiden och säljer igen av sig själv. Ändras under Inställningar, tysta timmar.',
  'reason.door-open': 'Dörren är öppen. Stäng den; försäljningen börjar igen av sig själv.',
  'reason.machine-fault':
    'Ett fel stoppar automaten. Felet står under Service; nollställ det när orsaken är borta.',
  'reason.machine-not-enabled':
    'Automaten tar inte emot betalning ännu. Starten tar upp till en minut; stäng dörren och vänta.',
  'reason.relay-down':
    'Ingen anslutning till reläet. Kontrollera nätverkskabeln eller routern; den kommer tillbaka av sig själv.',
  'reason.nothing-sellable': 'Allt är slut. Fyll automaten och rätta lagret.',
  'reason.amount-not-payable': 'Maxbeloppet kan inte reserveras. Rätta maxbeloppet.',
  'reason.select-first':
    'Priserna skiljer sig och kontot debiterar bara hela belopp. Kunden måste välja före skanning.',
  'reason.scan-pause':
    'Koden har skannats flera gånger i rad utan att någon godkände. Den säljer igen av sig själv inom 30 sekunder.',
  'reason.stopping': 'Programmet avslutas.',
  'step.scanned': 'Skannad',
  'step.approved': 'Godkänd',
  'step.chosen': 'Vald',
  'step.dropped': 'Fallit',
  'step.charged': 'Debiterad',
  'saleState.reserving': 'Ber {{brand}} reservera {{amount}}.',
  'saleState.awaitingApproval': 'Kunden ombeds godkänna {{amount}} i appen.',
  'saleState.withdrawing': 'Inte godkänt. Begäran dras tillbaka; inget debiteras.',
  'saleState.offering': '{{amount}} är reserverat. Kunden kan välja på automaten.',
  'saleState.vending': '{{product}} är på väg. Bara det som faller debiteras.',
  'note.low': '{{slot}} {{product}}: {{number}} kvar',
  'note.empty': '{{slot}} {{product}}: tomt',
  'note.countMe': '{{slot}} {{product}}: räkna',
  'note.latched': '{{slot}} {{product}}: ur försäljning, levererade inte',
  'status.board': 'Styrkort',
  'reason.not-set-up': 'Den är inte installerad än. Tryck på Service för att börja.',
};
