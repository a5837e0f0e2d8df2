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
  'refusal.print-no-service':
    'Utskriftstjänsten på den här datorn är inte igång. Inget skrevs ut. Spara arket på ett USB-minne eller starta om datorn.',
  'refusal.print-no-printer':
    'Ingen skrivare är inställd på den här datorn. Inget skrevs ut. Anslut en eller spara arket på ett USB-minne.',
  'refusal.print-gone': 'Den skrivaren är borta. Inget skrevs ut. Välj en annan.',
  'refusal.print-rejecting':
    'Den skrivaren tar inte emot utskrifter nu. Inget skrevs ut. Välj en annan.',
  'refusal.print-refused':
    'Utskriftstjänsten nekade. Inget skrevs ut. Prova en annan skrivare eller ett USB-minne.',
  'refusal.location-length': 'Platsen måste vara en rad med 1 till 36 tecken.',
  'refusal.location-away':
    'Reläet kunde inte nås. Inget har ändrats. Försök igen när det är anslutet.',
  'refusal.location-unsure':
    'Inget svar kom: det kan ha ändrats eller inte. Titta här igen om en minut.',
  'refusal.location-vipps':
    '{{brand}} tog inte emot texten. Inget har ändrats här. Försök igen senare.',
  'refusal.print-size': 'Skrivaren håller inte måtten. Sätt inte upp det som kommer ut.',
  'refusal.print-ended': 'Den utskriften är redan klar.',
  'refusal.out-of-bounds': 'Det ligger utanför vad inställningen får vara. Inget ändrades.',
  'refusal.last-owner': 'Det här är den enda ägaren. Gör först någon annan till ägare.',
  'refusal.no-such-person': 'Personen är borttagen. Gå tillbaka och välj igen.',
  'refusal.name-taken': 'Någon har redan det namnet. Välj ett annat.',
  'refusal.already-set-up': 'Den första ägaren är upplagd. Logga in i stället.',
  'refusal.already-signed-in': 'Någon är redan inloggad.',
  'refusal.no-such-sale': 'Det finns inget sådant köp på den här automaten.',
  'refusal.nothing-to-try':
    'Inget kan prövas tidigare: {{brand}} tillfrågas nu, har svarat eller vill tillfrågas senare.',
  'refusal.nothing-to-decide': 'Köpet väntar inte längre på ett beslut. Inget ändrades.',
  'refusal.not-settled': 'Pengarna för köpet görs fortfarande upp. Vänta lite.',
  'refusal.nothing-charged': 'Inget av köpet är längre debiterat. Inget återbetalades.',
  'refusal.more-than-charged': 'Det är mer än vad som debiterats. Inget återbetalades.',
  'refusal.another-pending': 'En annan återbetalning av köpet är på väg. Vänta tills den är klar.',
  'refusal.stopping': 'Programmet stängs. Inget ändrades.',
  'refusal.not-set-up': 'Automaten är inte installerad än. Gör installationen först.',
  'refusal.step-before': 'Gör stegen före först.',
  'refusal.no-products': 'Automaten har inga varor än. Läs in dem eller skriv in dem först.',
  'refusal.no-maximum': 'Inget kan säljas, så inget kan reserveras. Fyll ett fack först.',
  'refusal.relay-address': 'Det är ingen reläadress: den börjar med https://.',
  'refusal.hardware-path': 'Det är ingen linje: skriv /dev/… eller tcp://värd:port.',
  'refusal.enrolment-code':
    'Registreringskoden har åtta bokstäver och siffror. Koder har aldrig O, 0, I, L eller 1.',
  'refusal.relay-unreachable': 'Reläet kan inte nås ({{detail}}). Kontrollera nätverket.',
  'refusal.code-refused':
    'Reläet känner inte koden, eller så är den använd eller för gammal. Be operatören om en ny. Koder har aldrig O, 0, I, L eller 1.',
  'refusal.other-machine': 'Koden är för {{machineId}}, en annan automat. Inget ändrades.',
  'refusal.no-sheet': 'Skriv ut eller spara arket först.',
  'refusal.no-proof': 'Skanna QR-koden på automaten först.',
  'refusal.no-test-sale': 'Inget testköp har reserverats och frigjorts än.',
};
