import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'refusal.not-signed-in': 'Du er ikke lenger logget inn. Ingenting ble endret.',
  'refusal.owner-only': 'Bare en eier kan gjøre dette. Ingenting ble endret.',
  'refusal.store-unwritable': 'Det går ikke an å skrive til disken. Ingenting ble endret.',
  'refusal.changed-meanwhile':
    'Noen, eller et salg, har endret det i mellomtiden. Se igjen og gjenta.',
  'refusal.no-such-entry': 'Den oppføringen er ikke lenger i loggen.',
  'refusal.already-undone': 'Det er allerede angret.',
  'refusal.cannot-be-undone': 'Det kan ikke angres.',
  'refusal.wrong-pin': 'Feil PIN. Forsøk igjen: {{left}}.',
  'refusal.locked-out': 'For mange feil PIN. Prøv igjen om {{minutes}} min.',
  'refusal.pin-too-easy': 'Den PIN-en er for lett å gjette. Velg en annen.',
  'refusal.not-in-service': 'Bare i servicemodus, når ingen kunde betjenes.',
  'refusal.sale-running': 'En kunde betjenes. Vent til salget er ferdig.',
  'refusal.task-running': 'Automaten holder på med forrige ordre. Vent litt.',
  'refusal.not-offered': 'Denne automaten kan ikke det.',
  'refusal.no-such-slot': 'Den plassen finnes ikke.',
  'refusal.no-answer': 'Automaten svarte ikke. Ingenting ble endret.',
  'refusal.no-code':
    'Automatens QR er ikke hentet ennå. Koble den til relayet én gang, og prøv igjen.',
  'refusal.print-no-service':
    'Utskriftstjenesten på denne datamaskinen kjører ikke. Ingenting ble skrevet ut. Lagre arket på en minnepinne, eller start datamaskinen på nytt.',
  'refusal.print-no-printer':
    'Ingen skriver er satt opp på denne datamaskinen. Ingenting ble skrevet ut. Koble til en, eller lagre arket på en minnepinne.',
  'refusal.print-gone': 'Den skriveren er borte. Ingenting ble skrevet ut. Velg en annen.',
  'refusal.print-rejecting':
    'Den skriveren tar ikke imot utskrifter nå. Ingenting ble skrevet ut. Velg en annen.',
  'refusal.print-refused':
    'Utskriftstjenesten avviste den. Ingenting ble skrevet ut. Prøv en annen skriver eller en minnepinne.',
  'refusal.location-length': 'Stedet må være én linje på 1 til 36 tegn.',
  'refusal.location-away':
    'Relayet kunne ikke nås. Ingenting er endret. Prøv igjen når det er tilkoblet.',
  'refusal.location-unsure':
    'Det kom ikke noe svar: det kan være endret eller ikke. Se her igjen om et minutt.',
  'refusal.location-vipps':
    '{{brand}} tok ikke imot teksten. Ingenting er endret her. Prøv igjen senere.',
  'refusal.print-size': 'Skriveren holder ikke målene. Ikke heng opp det som kommer ut.',
  'refusal.print-ended': 'Den utskriften er allerede ferdig.',
  'refusal.out-of-bounds': 'Det er utenfor det denne innstillingen kan være. Ingenting ble endret.',
  'refusal.last-owner': 'Dette er den eneste eieren. Gjør først en annen til eier.',
  'refusal.no-such-person': 'Personen er fjernet. Gå tilbake og velg på nytt.',
  'refusal.name-taken': 'Noen har allerede det navnet. Velg et annet.',
  'refusal.already-set-up': 'Den første eieren er opprettet. Logg inn i stedet.',
  'refusal.already-signed-in': 'Noen er allerede logget inn.',
  'refusal.no-such-sale': 'Det finnes ikke et slikt salg på denne automaten.',
  'refusal.nothing-to-try':
    'Ingenting kan prøves før: {{brand}} spørres nå, har svart eller vil spørres senere.',
  'refusal.nothing-to-decide':
    'Dette salget venter ikke lenger på en avgjørelse. Ingenting ble endret.',
  'refusal.not-settled': 'Pengene for dette salget gjøres fortsatt opp. Vent litt.',
  'refusal.nothing-charged':
    'Ingenting av dette salget er belastet lenger. Ingenting ble refundert.',
  'refusal.more-than-charged': 'Det er mer enn det som ble belastet. Ingenting ble refundert.',
  'refusal.another-pending': 'En annen refusjon av dette salget er på vei. Vent til den er ferdig.',
  'refusal.stopping': 'Programmet stopper. Ingenting ble endret.',
  'refusal.not-set-up': 'Automaten er ikke satt opp ennå. Gjør oppsettet først.',
  'refusal.step-before': 'Gjør stegene foran først.',
  'refusal.no-products': 'Automaten har ingen varer ennå. Les dem inn eller skriv dem inn først.',
  'refusal.no-maximum': 'Ingenting kan selges, så ingenting kan reserveres. Fyll en plass først.',
  'refusal.relay-address': 'Det er ingen relay-adresse: den begynner med https://.',
  'refusal.hardware-path': 'Det er ingen linje: skriv /dev/… eller tcp://vert:port.',
  'refusal.enrolment-code':
    'Registreringskoden har åtte bokstaver og sifre. Koder har aldri O, 0, I, L eller 1.',
  'refusal.relay-unreachable': 'Relayet kan ikke nås ({{detail}}). Kontroller nettverket.',
  'refusal.code-refused':
    'Relayet kjenner ikke koden, eller den er brukt eller for gammel. Be operatøren om en ny. Koder har aldri O, 0, I, L eller 1.',
  'refusal.other-machine': 'Koden er for {{machineId}}, en annen automat. Ingenting ble endret.',
  'refusal.no-sheet': 'Skriv ut eller lagre arket først.',
  'refusal.no-proof': 'Skann QR-koden på automaten først.',
  'refusal.no-test-sale': 'Ikke noe testsalg er reservert og frigitt ennå.',
};
