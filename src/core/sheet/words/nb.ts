import type { SheetWords } from './sheet-words.ts';

export const nb: SheetWords = {
  title: 'Betal med {brand}',
  steps: [
    'Skann koden med kameraet eller med {brand}.',
    'Godkjenn i appen. Inntil prisen på den dyreste varen reserveres et øyeblikk.',
    'Velg på automaten. Du betaler bare for det som faller ned.',
  ],
  scan: 'Skann og betal med {brand}',
  machine: 'Automat',
  prices: 'Priser',
  age: 'Varer merket {age}+ selges bare til deg som har fylt {age} år.',
  allergens: 'Allergener',
  allergensAsk: 'Spør selgeren om allergener der ingen er nevnt.',
  terms: [
    'Alle priser er med mva. Du belastes bare for varen som faller ned; resten av reservasjonen frigis med en gang. Kommer det ingen vare, trekkes ingenting.',
    'Når du skanner og godkjenner, kjøper du av selgeren som er nevnt her, på disse vilkårene.',
  ],
  seller: 'Selger',
  number: 'Org.nr.',
  refund: 'Noe galt? Penger tilbake',
  quote: 'Oppgi hvilken automat, og klokkeslett eller referanse på kvitteringen.',
  printed: 'Skrevet ut {date}',
  test: 'Legg en linjal på denne: Den skal være {mm} mm lang. Er den ikke det, sett skriveren på 100 % eller «virkelig størrelse». Skann så koden.',
};
