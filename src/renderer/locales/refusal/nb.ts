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
  'refusal.out-of-bounds': 'Det er utenfor det denne innstillingen kan være. Ingenting ble endret.',
  'refusal.last-owner': 'Dette er den eneste eieren. Gjør først en annen til eier.',
  'refusal.no-such-person': 'Personen er fjernet. Gå tilbake og velg på nytt.',
  'refusal.name-taken': 'Noen har allerede det navnet. Velg et annet.',
  'refusal.already-set-up': 'Den første eieren er opprettet. Logg inn i stedet.',
  'refusal.already-signed-in': 'Noen er allerede logget inn.',
  'refusal.not-set-up': 'Automaten er ikke satt opp ennå. Gjør oppsettet først.',
  'refusal.step-before': 'Gjør stegene foran først.',
  'refusal.no-products': 'Automaten har ingen varer ennå. Les dem inn først.',
  'refusal.no-maximum': 'Ingenting kan selges, så ingenting kan reserveres. Fyll en plass først.',
  'refusal.relay-address': 'Det er ingen relay-adresse: den begynner med https://.',
  'refusal.hardware-path': 'Det er ingen linje: skriv /dev/… eller tcp://vert:port.',
  'refusal.enrolment-code': 'Registreringskoden har åtte bokstaver og sifre.',
  'refusal.relay-unreachable': 'Relayet kan ikke nås ({{detail}}). Kontroller nettverket.',
  'refusal.code-refused':
    'Relayet kjenner ikke koden, eller den er brukt eller for gammel. Be operatøren om en ny.',
  'refusal.other-machine': 'Koden er for {{machineId}}, en annen automat. Ingenting ble endret.',
  'refusal.no-test-sale': 'Ikke noe testsalg er reservert og frigitt ennå.',
};
