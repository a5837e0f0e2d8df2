import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'status.ready': 'Valmis',
  'status.selling': 'Myy',
  'status.stopped': 'Ei myynnissä',
  'status.inService': 'Huollossa',
  'status.service': 'Huolto',
  'status.readyWhy': 'Asiakas voi skannata koodin ja ostaa.',
  'status.customerSafe': 'Nyt skannaava asiakas saa tästä tiedon eikä maksa mitään.',
  'status.nextCustomer': 'Seuraavalta varataan enintään {{amount}}.',
  'status.secondsLeft': '{{seconds}} s jäljellä',
  'status.links': 'Yhteydet',
  'status.adapter': 'Korttisovitin',
  'status.relay': 'Välityspalvelin',
  'status.linkUp': 'yhdistetty',
  'status.linkOpening': 'yhdistää',
  'status.linkDown': 'ei yhteyttä',
  'status.lastSales': 'Viimeisimmät myynnit',
  'status.noSales': 'Ei vielä myyntejä. Ensimmäinen ostos näkyy tässä.',
  'status.charged': 'veloitettu {{amount}}',
  'status.released': 'ei veloitettu',
  'status.inProgress': 'kesken',
  'status.today_one': 'Tänään: {{count}} myyty, {{amount}}',
  'status.today_other': 'Tänään: {{count}} myyty, {{amount}}',
  'status.settling_one': '{{count}} selvityksessä',
  'status.settling_other': '{{count}} selvityksessä',
  'status.stock': 'Varasto',
  'status.stockFine': 'Kaikissa lokeroissa on tarpeeksi.',
  'status.andMore': 'ja {{number}} muuta',
  'status.postedCode': 'Automaatin koodi',
  'status.noCode': 'Koodia ei ole vielä haettu. Se tulee ensimmäisellä yhteydellä.',
  'reason.store-unwritable':
    'Levylle ei voi kirjoittaa. Mitään ei myydä ennen kuin voi. Käynnistä tietokone uudelleen; jos se ei auta, vaihda levy.',
  'reason.journal-damaged':
    'Päiväkirja on vioittunut. Mitään ei myydä. Säilytä tiedosto kiosk.db ja tutkituta se; uudelleenkäynnistys ei auta.',
  'reason.clock-implausible':
    'Tietokoneen kello on väärässä. Tarkista verkkoaika; myynti jatkuu itsestään.',
  'reason.service-mode': 'Automaatti on huoltotilassa. Myynti jatkuu, kun huolto päättyy.',
  'reason.hardware-down': 'Korttisovitin ei vastaa. Tarkista USB-johto; yhteys palaa itsestään.',
  'reason.set-up-unfinished':
    'Käyttöönotto on kesken. Automaatti myy, kun se on valmis tai kun omistaja päättää myydä ilman.',
  'reason.quiet-hours':
    'Se lepää tähän aikaan ja myy taas itsestään. Muuta: Asetukset, hiljaiset tunnit.',
  'reason.door-open': 'Ovi on auki. Sulje se; myynti jatkuu itsestään.',
  'reason.machine-fault':
    'Vika pysäyttää automaatin. Vika näkyy Huollossa; kuittaa se, kun syy on poistettu.',
  'reason.machine-not-enabled':
    'Automaatti ei ota vielä maksuja. Käynnistys kestää enintään minuutin; sulje ovi ja odota.',
  'reason.relay-down':
    'Ei yhteyttä välityspalvelimeen. Tarkista verkkojohto tai reititin; yhteys palaa itsestään.',
  'reason.nothing-sellable': 'Kaikki on loppu. Täytä automaatti ja korjaa varasto.',
  'reason.amount-not-payable': 'Enimmäissummaa ei voi varata. Korjaa enimmäissumma.',
  'reason.select-first':
    'Hinnat eroavat ja tili veloittaa vain koko summan. Asiakkaan on valittava ennen skannausta.',
  'reason.scan-pause':
    'Koodi on skannattu monta kertaa peräkkäin ilman hyväksyntää. Automaatti myy taas itsestään 30 sekunnin kuluessa.',
  'reason.stopping': 'Ohjelma sammuu.',
  'step.scanned': 'Skannattu',
  'step.approved': 'Hyväksytty',
  'step.chosen': 'Valittu',
  'step.dropped': 'Pudonnut',
  'step.charged': 'Veloitettu',
  'saleState.reserving': 'Pyydetään palvelua {{brand}} varaamaan {{amount}}.',
  'saleState.awaitingApproval': 'Asiakasta pyydetään hyväksymään {{amount}} sovelluksessa.',
  'saleState.withdrawing': 'Ei hyväksyntää. Pyyntö perutaan; mitään ei veloiteta.',
  'saleState.offering': '{{amount}} on varattu. Asiakas voi valita automaatista.',
  'saleState.vending': '{{product}} on tulossa. Vain pudonnut tuote veloitetaan.',
  'note.low': '{{slot}} {{product}}: {{number}} jäljellä',
  'note.empty': '{{slot}} {{product}}: tyhjä',
  'note.countMe': '{{slot}} {{product}}: laske',
  'note.latched': '{{slot}} {{product}}: pois myynnistä, ei toimittanut',
  'status.board': 'Ohjainkortti',
  'reason.not-set-up': 'Sitä ei ole otettu käyttöön. Aloita painamalla Huolto.',
};
