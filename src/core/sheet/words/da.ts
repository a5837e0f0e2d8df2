import type { SheetWords } from './sheet-words.ts';

export const da: SheetWords = {
  title: 'Betal med {brand}',
  steps: [
    'Scan koden med kameraet eller med {brand}.',
    'Godkend i appen. Op til prisen på den dyreste vare reserveres et øjeblik.',
    'Vælg på automaten. Du betaler kun for det, der falder ned.',
  ],
  scan: 'Scan og betal med {brand}',
  machine: 'Automat',
  prices: 'Priser',
  age: 'Varer mærket {age}+ sælges kun til dig, der er fyldt {age} år.',
  allergens: 'Allergener',
  allergensAsk: 'Spørg sælgeren om allergener, hvor ingen er nævnt.',
  terms: [
    'Alle priser er inkl. moms. Du betaler kun for den vare, der falder ned; resten af reservationen frigives med det samme. Kommer der ingen vare, trækkes der intet.',
    'Når du scanner og godkender, køber du af sælgeren, der er nævnt her, på disse vilkår.',
  ],
  seller: 'Sælger',
  number: 'CVR-nr.',
  refund: 'Noget galt? Penge tilbage',
  quote: 'Oplys hvilken automat, og tidspunkt eller reference på kvitteringen.',
  printed: 'Udskrevet {date}',
  test: 'Læg en lineal på denne: den skal være {mm} mm lang. Er den ikke det, så stil printeren på 100 % eller »faktisk størrelse«. Scan derefter koden.',
};
