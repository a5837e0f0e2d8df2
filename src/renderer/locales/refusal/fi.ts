import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'refusal.not-signed-in': 'Et ole enää kirjautunut. Mitään ei muutettu.',
  'refusal.owner-only': 'Vain omistaja voi tehdä tämän. Mitään ei muutettu.',
  'refusal.store-unwritable': 'Levylle ei voi kirjoittaa. Mitään ei muutettu.',
  'refusal.changed-meanwhile': 'Joku tai myynti muutti sitä välillä. Katso uudelleen ja toista.',
  'refusal.no-such-entry': 'Merkintää ei enää ole lokissa.',
  'refusal.already-undone': 'Se on jo kumottu.',
  'refusal.cannot-be-undone': 'Sitä ei voi kumota.',
  'refusal.wrong-pin': 'Väärä PIN. Yrityksiä jäljellä: {{left}}.',
  'refusal.locked-out': 'Liian monta väärää PINiä. Yritä {{minutes}} min kuluttua.',
  'refusal.pin-too-easy': 'PIN on liian helppo arvata. Valitse toinen.',
  'refusal.not-in-service': 'Vain huoltotilassa, kun ketään ei palvella.',
  'refusal.sale-running': 'Asiakasta palvellaan. Odota, kunnes myynti päättyy.',
  'refusal.task-running': 'Automaatti suorittaa vielä edellistä käskyä. Odota hetki.',
  'refusal.not-offered': 'Tämä automaatti ei osaa sitä.',
  'refusal.no-such-slot': 'Sellaista paikkaa ei ole.',
  'refusal.no-answer': 'Automaatti ei vastannut. Mitään ei muutettu.',
  'refusal.no-code':
    'Automaatin QR-koodia ei ole vielä haettu. Yhdistä automaatti kerran välityspalvelimeen ja yritä uudelleen.',
  'refusal.out-of-bounds': 'Arvo ei ole tämän asetuksen rajoissa. Mitään ei muutettu.',
  'refusal.last-owner': 'Tämä on ainoa omistaja. Tee ensin toisesta omistaja.',
  'refusal.no-such-person': 'Henkilö on poistettu. Palaa ja valitse uudelleen.',
  'refusal.name-taken': 'Nimi on jo jollakulla. Valitse toinen.',
  'refusal.already-set-up': 'Ensimmäinen omistaja on jo luotu. Kirjaudu sisään.',
  'refusal.already-signed-in': 'Joku on jo kirjautunut.',
};
