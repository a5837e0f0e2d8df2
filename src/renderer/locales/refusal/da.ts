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
  'refusal.out-of-bounds': 'Det er uden for, hvad indstillingen må være. Intet blev ændret.',
  'refusal.last-owner': 'Det er den eneste ejer. Gør først en anden til ejer.',
  'refusal.no-such-person': 'Personen er fjernet. Gå tilbage og vælg igen.',
  'refusal.name-taken': 'Nogen har allerede det navn. Vælg et andet.',
  'refusal.already-set-up': 'Den første ejer er oprettet. Log ind i stedet.',
  'refusal.already-signed-in': 'Nogen er allerede logget ind.',
};
