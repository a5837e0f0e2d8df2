import type { SheetWords } from './sheet-words.ts';

export const fi: SheetWords = {
  title: 'Maksa {brand}illa',
  steps: [
    'Skannaa koodi kameralla tai {brand}-sovelluksella.',
    'Hyväksy sovelluksessa. Tililtäsi varataan hetkeksi enintään kalleimman tuotteen hinta.',
    'Valitse tuote automaatista. Maksat vain siitä, mikä putoaa.',
  ],
  scan: 'Skannaa ja maksa {brand}illa',
  machine: 'Automaatti',
  prices: 'Hinnat',
  age: 'Tuotteita, joissa on merkintä {age}+, myydään vain {age} vuotta täyttäneille.',
  allergens: 'Allergeenit',
  allergensAsk: 'Kysy myyjältä allergeeneista, jos niitä ei ole mainittu.',
  terms: [
    'Hinnat sisältävät arvonlisäveron. Sinulta veloitetaan vain putoava tuote; loput varauksesta vapautetaan heti. Jos tuotetta ei tule, mitään ei veloiteta.',
    'Kun skannaat ja hyväksyt, ostat tässä mainitulta myyjältä näillä ehdoilla.',
  ],
  seller: 'Myyjä',
  number: 'Y-tunnus',
  refund: 'Jokin vialla? Rahat takaisin',
  quote: 'Kerro automaatti sekä kellonaika tai kuitin viite.',
  printed: 'Tulostettu {date}',
  test: 'Aseta viivain tämän päälle: pituuden pitää olla {mm} mm. Jos ei ole, aseta tulostimeen 100 % tai ”todellinen koko”. Skannaa sitten koodi.',
};
