import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'refusal.not-signed-in': 'Du är inte längre inloggad. Inget ändrades.',
  'refusal.owner-only': 'Bara en ägare får göra detta. Inget ändrades.',
  'refusal.store-unwritable': 'Disken går inte att skriva på. Inget ändrades.',
  'refusal.changed-meanwhile':
    'Någon, eller ett köp, har ändrat det under tiden. Titta igen och gör om.',
  'refusal.no-such-entry': 'Den posten finns inte längre i loggen.',
  'refusal.already-undone': 'Det är redan ångrat.',
  'refusal.cannot-be-undone': 'Det går inte att ångra.',
  'refusal.wrong-pin': 'Fel PIN. Försök kvar: {{left}}.',
  'refusal.locked-out': 'För många fel PIN. Försök igen om {{minutes}} min.',
  'refusal.pin-too-easy': 'Den PIN-koden är för lätt att gissa. Välj en annan.',
  'refusal.not-in-service': 'Bara i serviceläge, när ingen kund betjänas.',
  'refusal.sale-running': 'En kund betjänas. Vänta tills köpet är klart.',
  'refusal.task-running': 'Automaten arbetar ännu med förra ordern. Vänta lite.',
  'refusal.not-offered': 'Den här automaten kan inte det.',
  'refusal.no-such-slot': 'Det facket finns inte.',
  'refusal.no-answer': 'Automaten svarade inte. Inget ändrades.',
  'refusal.no-code':
    'Automatens QR har inte hämtats än. Anslut den till reläet en gång och försök igen.',
  'refusal.out-of-bounds': 'Det ligger utanför vad inställningen får vara. Inget ändrades.',
  'refusal.last-owner': 'Det här är den enda ägaren. Gör först någon annan till ägare.',
  'refusal.no-such-person': 'Personen är borttagen. Gå tillbaka och välj igen.',
  'refusal.name-taken': 'Någon har redan det namnet. Välj ett annat.',
  'refusal.already-set-up': 'Den första ägaren är upplagd. Logga in i stället.',
  'refusal.already-signed-in': 'Någon är redan inloggad.',
  'refusal.not-set-up': 'Automaten är inte installerad än. Gör installationen först.',
  'refusal.step-before': 'Gör stegen före först.',
  'refusal.no-products': 'Automaten har inga varor än. Läs in dem först.',
  'refusal.no-maximum': 'Inget kan säljas, så inget kan reserveras. Fyll ett fack först.',
  'refusal.relay-address': 'Det är ingen reläadress: den börjar med https://.',
  'refusal.hardware-path': 'Det är ingen linje: skriv /dev/… eller tcp://värd:port.',
  'refusal.enrolment-code': 'Registreringskoden har åtta bokstäver och siffror.',
  'refusal.relay-unreachable': 'Reläet kan inte nås ({{detail}}). Kontrollera nätverket.',
  'refusal.code-refused':
    'Reläet känner inte koden, eller så är den använd eller för gammal. Be operatören om en ny.',
  'refusal.other-machine': 'Koden är för {{machineId}}, en annan automat. Inget ändrades.',
  'refusal.no-test-sale': 'Inget testköp har reserverats och frigjorts än.',
};
