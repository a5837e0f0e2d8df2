import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'refusal.not-signed-in': 'Du er ikke længere logget ind. Intet blev ændret.',
  'refusal.owner-only': 'Kun en ejer må gøre dette. Intet blev ændret.',
  'refusal.store-unwritable': 'Disken kan ikke skrives. Intet blev ændret.',
  'refusal.changed-meanwhile': 'Nogen, eller et salg, har ændret det imens. Se igen og gentag.',
  'refusal.no-such-entry': 'Den post er ikke længere i loggen.',
  'refusal.already-undone': 'Det er allerede fortrudt.',
  'refusal.cannot-be-undone': 'Det kan ikke fortrydes.',
  'refusal.wrong-pin': 'Forkert PIN. Forsøg tilbage: {{left}}.',
  'refusal.locked-out': 'For mange forkerte PIN. Prøv igen om {{minutes}} min.',
  'refusal.pin-too-easy': 'Den PIN er for let at gætte. Vælg en anden.',
  'refusal.not-in-service': 'Kun i servicetilstand, når ingen kunde betjenes.',
  'refusal.sale-running': 'En kunde betjenes. Vent til salget er slut.',
  'refusal.task-running': 'Automaten er i gang med den forrige ordre. Vent lidt.',
  'refusal.not-offered': 'Denne automat kan ikke det.',
  'refusal.no-such-slot': 'Den plads findes ikke.',
  'refusal.no-answer': 'Automaten svarede ikke. Intet blev ændret.',
  'refusal.no-code':
    'Automatens QR er ikke hentet endnu. Forbind den til relayet én gang, og prøv igen.',
  'refusal.print-no-service':
    'Udskrivningstjenesten på denne computer kører ikke. Intet blev udskrevet. Gem arket på et USB-stik, eller genstart computeren.',
  'refusal.print-no-printer':
    'Der er ikke sat en printer op på denne computer. Intet blev udskrevet. Tilslut en, eller gem arket på et USB-stik.',
  'refusal.print-gone': 'Den printer er væk. Intet blev udskrevet. Vælg en anden.',
  'refusal.print-rejecting':
    'Den printer modtager ikke udskrifter nu. Intet blev udskrevet. Vælg en anden.',
  'refusal.print-refused':
    'Udskrivningstjenesten afviste den. Intet blev udskrevet. Prøv en anden printer eller et USB-stik.',
  'refusal.location-length': 'Stedet skal være én linje på 1 til 36 tegn.',
  'refusal.location-away':
    'Relayet kunne ikke nås. Intet er ændret. Prøv igen, når det er forbundet.',
  'refusal.location-unsure':
    'Der kom intet svar: det kan være ændret eller ej. Se her igen om et minut.',
  'refusal.location-vipps':
    '{{brand}} tog ikke imod teksten. Intet er ændret her. Prøv igen senere.',
  'refusal.print-size': 'Printeren holder ikke målene. Hæng ikke det op, der kommer ud.',
  'refusal.print-ended': 'Den udskrift er allerede færdig.',
  'refusal.out-of-bounds': 'Det er uden for, hvad indstillingen må være. Intet blev ændret.',
  'refusal.last-owner': 'Det er den eneste ejer. Gør først en anden til ejer.',
  'refusal.no-such-person': 'Personen er fjernet. Gå tilbage og vælg igen.',
  'refusal.name-taken': 'Nogen har allerede det navn. Vælg et andet.',
  'refusal.already-set-up': 'Den første ejer er oprettet. Log ind i stedet.',
  'refusal.already-signed-in': 'Nogen er allerede logget ind.',
  'refusal.no-such-sale': 'Der er ikke et sådant salg på denne automat.',
  'refusal.nothing-to-try':
    'Intet kan prøves før: {{brand}} spørges nu, har svaret eller vil spørges senere.',
  'refusal.nothing-to-decide': 'Salget venter ikke længere på en afgørelse. Intet blev ændret.',
  'refusal.not-settled': 'Pengene for salget er stadig ved at blive gjort op. Vent lidt.',
  'refusal.nothing-charged': 'Intet af salget er trukket længere. Intet blev refunderet.',
  'refusal.more-than-charged': 'Det er mere, end der blev trukket. Intet blev refunderet.',
  'refusal.another-pending': 'En anden refusion af salget er på vej. Vent, til den er færdig.',
  'refusal.stopping': 'Programmet stopper. Intet blev ændret.',
  'refusal.not-set-up': 'Automaten er ikke sat op endnu. Gør opsætningen først.',
  'refusal.step-before': 'Gør trinene foran først.',
  'refusal.no-products': 'Automaten har ingen varer endnu. Læs dem ind eller skriv dem ind først.',
  'refusal.no-maximum': 'Intet kan sælges, så intet kan reserveres. Fyld en plads først.',
  'refusal.relay-address': 'Det er ingen relay-adresse: den begynder med https://.',
  'refusal.hardware-path': 'Det er ingen linje: skriv /dev/… eller tcp://vært:port.',
  'refusal.enrolment-code':
    'Registreringskoden har otte bogstaver og tal. Koder har aldrig O, 0, I, L eller 1.',
  'refusal.relay-unreachable': 'Relayet kan ikke nås ({{detail}}). Kontrollér netværket.',
  'refusal.code-refused':
    'Relayet kender ikke koden, eller den er brugt eller for gammel. Bed operatøren om en ny. Koder har aldrig O, 0, I, L eller 1.',
  'refusal.other-machine': 'Koden er til {{machineId}}, en anden automat. Intet blev ændret.',
  'refusal.no-sheet': 'Udskriv eller gem arket først.',
  'refusal.no-proof': 'Scan QR-koden på automaten først.',
  'refusal.no-test-sale': 'Intet testsalg er reserveret og frigivet endnu.',
};
