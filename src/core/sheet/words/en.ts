import type { SheetWords } from './sheet-words.ts';

export const en: SheetWords = {
  title: 'Pay with {brand}',
  steps: [
    'Scan the code with your camera or with {brand}.',
    'Approve in the app. Up to the price of the dearest product is reserved for a moment.',
    'Choose on the machine. You pay only for what drops.',
  ],
  scan: 'Scan to pay with {brand}',
  machine: 'Machine',
  prices: 'Prices',
  age: 'Products marked {age}+ are sold only to people aged {age} or over.',
  allergens: 'Allergens',
  allergensAsk: 'Ask the seller about allergens where none are named.',
  terms: [
    'All prices include VAT. You are charged only for the product that drops; the rest of the reservation is released at once. If nothing drops, nothing is charged.',
    'By scanning and approving you buy from the seller named here, on these terms.',
  ],
  seller: 'Seller',
  number: 'Reg. no.',
  refund: 'Something wrong? Money back',
  quote: 'Say which machine, and the time or the reference on your receipt.',
  printed: 'Printed {date}',
  test: 'Lay a ruler on this one: it must be {mm} mm long. If it is not, set the printer to 100 % or “actual size”. Then scan the code.',
};
