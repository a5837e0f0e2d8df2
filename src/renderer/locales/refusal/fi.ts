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
  'refusal.no-such-slot': 'Sellaista lokeroa ei ole.',
  'refusal.no-answer': 'Automaatti ei vastannut. Mitään ei muutettu.',
  'refusal.no-code':
    'Automaatin QR-koodia ei ole vielä haettu. Yhdistä automaatti kerran välityspalvelimeen ja yritä uudelleen.',
  'refusal.print-no-service':
    'Tietokoneen tulostuspalvelu ei ole käynnissä. Mitään ei tulostettu. Tallenna USB-tikulle tai käynnistä tietokone uudelleen.',
  'refusal.print-no-printer':
    'Tähän tietokoneeseen ei ole asennettu tulostinta. Mitään ei tulostettu. Liitä tulostin tai tallenna USB-tikulle.',
  'refusal.print-gone': 'Tulostinta ei enää ole. Mitään ei tulostettu. Valitse toinen.',
  'refusal.print-rejecting':
    'Tulostin ei nyt ota töitä vastaan. Mitään ei tulostettu. Valitse toinen.',
  'refusal.print-refused':
    'Tulostuspalvelu hylkäsi työn. Mitään ei tulostettu. Kokeile toista tulostinta tai USB-tikkua.',
  'refusal.location-length': 'Paikan on oltava yksi rivi, 1–36 merkkiä.',
  'refusal.location-away':
    'Välityspalvelimeen ei saatu yhteyttä. Mitään ei muutettu. Yritä uudelleen, kun yhteys on palannut.',
  'refusal.location-unsure':
    'Vastausta ei tullut: se on voinut muuttua tai ei. Katso tästä uudelleen minuutin kuluttua.',
  'refusal.location-vipps':
    '{{brand}} ei hyväksynyt tekstiä. Täällä ei muuttunut mikään. Yritä myöhemmin uudelleen.',
  'refusal.print-size': 'Tulostin ei säilytä mittoja. Älä kiinnitä tulostetta.',
  'refusal.print-ended': 'Tulostus on jo päättynyt.',
  'refusal.out-of-bounds': 'Arvo ei ole tämän asetuksen rajoissa. Mitään ei muutettu.',
  'refusal.last-owner': 'Tämä on ainoa omistaja. Tee ensin toisesta omistaja.',
  'refusal.no-such-person': 'Henkilö on poistettu. Palaa ja valitse uudelleen.',
  'refusal.name-taken': 'Nimi on jo jollakulla. Valitse toinen.',
  'refusal.already-set-up': 'Ensimmäinen omistaja on jo luotu. Kirjaudu sisään.',
  'refusal.already-signed-in': 'Joku on jo kirjautunut.',
  'refusal.no-such-sale': 'Tässä automaatissa ei ole sellaista myyntiä.',
  'refusal.nothing-to-try':
    'Mitään ei voi yrittää aiemmin: palvelulta {{brand}} kysytään nyt, se on vastannut tai pyytää kysymään myöhemmin.',
  'refusal.nothing-to-decide': 'Myynti ei enää odota päätöstä. Mitään ei muutettu.',
  'refusal.not-settled': 'Myynnin rahoja selvitetään vielä. Odota hetki.',
  'refusal.nothing-charged': 'Myynnistä ei ole enää mitään veloitettuna. Mitään ei palautettu.',
  'refusal.more-than-charged': 'Se on enemmän kuin veloitettiin. Mitään ei palautettu.',
  'refusal.another-pending': 'Toinen palautus tästä myynnistä on kesken. Odota, että se valmistuu.',
  'refusal.stopping': 'Ohjelma on pysähtymässä. Mitään ei muutettu.',
  'refusal.not-set-up': 'Automaattia ei ole otettu käyttöön. Tee ensin käyttöönotto.',
  'refusal.step-before': 'Tee ensin edelliset vaiheet.',
  'refusal.no-products': 'Automaatissa ei ole tuotteita. Tuo tai kirjoita ne ensin.',
  'refusal.no-maximum': 'Mitään ei voi myydä eikä siis varata. Täytä ensin lokero.',
  'refusal.relay-address': 'Se ei ole välityspalvelimen osoite: se alkaa https://.',
  'refusal.hardware-path': 'Se ei ole linja: kirjoita /dev/… tai tcp://kone:portti.',
  'refusal.enrolment-code':
    'Rekisteröintikoodissa on kahdeksan kirjainta ja numeroa. Koodeissa ei ole merkkejä O, 0, I, L eikä 1.',
  'refusal.relay-unreachable': 'Välityspalvelinta ei tavoiteta ({{detail}}). Tarkista verkko.',
  'refusal.code-refused':
    'Koodi on tuntematon, käytetty tai vanhentunut. Pyydä operaattorilta uusi. Koodeissa ei ole merkkejä O, 0, I, L eikä 1.',
  'refusal.other-machine': 'Koodi kuuluu automaatille {{machineId}}. Mitään ei muutettu.',
  'refusal.no-sheet': 'Tulosta tai tallenna arkki ensin.',
  'refusal.no-proof': 'Skannaa automaatissa oleva QR-koodi ensin.',
  'refusal.no-test-sale': 'Yhtään koeostoa ei ole vielä varattu ja vapautettu.',
};
