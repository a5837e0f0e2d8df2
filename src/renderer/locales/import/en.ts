/** English: what can be wrong with a file of products. */
export const en = {
  'import.place': 'Line {{line}}, column {{column}}',
  'import.fault.too-big': 'the file has more than {{most}} bytes',
  'import.fault.not-text': 'this is no text file; save it as CSV in the spreadsheet',
  'import.fault.header': 'the header must be {{wanted}}',
  'import.fault.no-slot': 'the file holds no slot',
  'import.fault.column-count': '{{found}} columns where there must be {{wanted}}',
  'import.fault.quotes': 'the quotation marks do not match',
  'import.fault.empty': 'is empty',
  'import.fault.too-long': 'has more than {{most}} characters',
  'import.fault.unreadable': 'holds a character that cannot be shown',
  'import.fault.not-whole': '“{{text}}” is not a whole number from {{least}} to {{most}}',
  'import.fault.not-amount': '“{{text}}” is not an amount like 30.00',
  'import.fault.decimals': '“{{text}}” has more than {{most}} decimals',
  'import.fault.not-price': '“{{text}}” is not a price',
  'import.fault.not-percentage': '“{{text}}” is not a percentage like 25',
  'import.fault.twice': '“{{text}}” stands in line {{first}} already',
} as const;
