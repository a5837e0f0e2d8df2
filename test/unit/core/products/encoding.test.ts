import { readSingleBytes } from '#core/products/encoding.ts';
import { describe, expect, it } from 'vitest';
import { faultSentence } from '../../../../src/main/products/fault-sentences.ts';
import { readCatalogueBytes } from '../../../../src/main/products/import-csv.ts';
import { HEADER } from '../../../support/faulty-catalogue.ts';

/** What each of these encodings makes of the letters. */
const MAC: Readonly<Record<string, number>> = {
  Ä: 0x80, Å: 0x81, É: 0x83, Ö: 0x85, Ü: 0x86, á: 0x87, ä: 0x8a, å: 0x8c, é: 0x8e, í: 0x92, ñ: 0x96, ö: 0x9a, ü: 0x9f,
  Æ: 0xae, Ø: 0xaf, æ: 0xbe, ø: 0xbf, '’': 0xd5, '–': 0xd0, '“': 0xd2, '”': 0xd3,
}; // prettier-ignore
const DOS: Readonly<Record<string, number>> = {
  ü: 0x81, é: 0x82, ä: 0x84, å: 0x86, Ä: 0x8e, Å: 0x8f, æ: 0x91, Æ: 0x92, ö: 0x94, Ö: 0x99, ø: 0x9b, Ø: 0x9d,
}; // prettier-ignore
const WINDOWS: Readonly<Record<string, number>> = {
  '€': 0x80, '…': 0x85, Š: 0x8a, Œ: 0x8c, Ž: 0x8e, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96,
  '—': 0x97, '™': 0x99, š: 0x9a, œ: 0x9c, ž: 0x9e, Ÿ: 0x9f,
}; // prettier-ignore

const bytesIn = (text: string, table: Readonly<Record<string, number>>): Uint8Array =>
  Uint8Array.from(text, (letter) => table[letter] ?? letter.charCodeAt(0));
const fileOf = (...names: readonly string[]): string =>
  [
    HEADER,
    ...names.map((name, at) => `${String(at + 11)},${String(at + 1)},${name},30,25,9,9,0`),
  ].join('\r\n');

const namesIn = (bytes: Uint8Array): readonly string[] | undefined => {
  const read = readCatalogueBytes(bytes);
  return read.ok ? read.value.map(({ product }) => product) : undefined;
};
const placesIn = (bytes: Uint8Array): readonly string[] => {
  const read = readCatalogueBytes(bytes);
  return read.ok
    ? []
    : read.error.map(({ line, column, code }) => `${String(line)}:${String(column)} ${code}`);
};

describe('the encoding of a file', () => {
  it('is Windows-1252, whole, when every character stands where it can', () => {
    const names = [
      'Blåbær & Øl',
      'Kött, ÄPPLE',
      'Päärynä',
      'Ben & Jerry’s',
      'O’boy – “ekte” 2 × 5 €',
      'Šampanja, Žemaitė'.replace('ė', 'e'),
      'Œuf à la crème…',
      'Cola™ • Zero® — 33 cl ½',
      '¿Qué? ¡Olé!',
      'Müsli ß',
      'Café',
      'BLÅBÆR ÂGÉ',
      'pašteta',
    ].map((name) => name.replace(',', ' '));
    expect(namesIn(bytesIn(fileOf(...names), WINDOWS))).toEqual(names);
  });

  it.each([
    ['Jerry’s'], ['d’Or'], ['5 €'], ['Cola™'], ['Blåbær'], ['Ø 33'], ['Čips 1½'.replace('Č', 'C')],
  ])('is Windows-1252 for %s alone', (name) => {
    expect(namesIn(bytesIn(fileOf(name), WINDOWS))).toEqual([name]);
  }); // prettier-ignore

  it.each([
    'Brød', 'Bær', 'Blåbær', 'Päron', 'Öl', 'ÄPPLE', 'Smörgås', 'Köttbullar', 'Kött', 'Øl', 'Æble', 'SMØR', 'Müsli',
    'Caffé', 'Å', 'ÅL', 'Jalapeño', 'Martín', 'Bens’ kött', '“Kött”', 'Kött – ost',
  ])('is not taken for Windows-1252 when it is Mac Roman: %s', (name) => {
    const bytes = bytesIn(fileOf('Cola', name), MAC);
    expect(placesIn(bytes)).toEqual(['3:3 encoding']);
  }); // prettier-ignore

  it.each([
    'Brød',
    'Bær',
    'Blåbær',
    'Päron',
    'Öl',
    'ÄPPLE',
    'Smörgås',
    'Köttbullar',
    'Müsli',
    'Café',
    'ÅL',
    'ØL',
  ])('is not taken for Windows-1252 when it is code page 850: %s', (name) => {
    expect(placesIn(bytesIn(fileOf('Cola', name), DOS))).toEqual(['3:3 encoding']);
  });

  it('is refused at the line and column of a single byte that is no letter', () => {
    const good = Buffer.from(fileOf('Cola', 'Blåbær', 'Brød'), 'utf8');
    const at = good.indexOf(Buffer.from('ø', 'utf8'));
    expect(placesIn(Buffer.concat([good.subarray(0, at), good.subarray(at + 1)]))).toEqual([
      '4:3 encoding',
    ]);
    for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xff, 0xc3, 0xc2]) {
      const bytes = Buffer.concat([
        Buffer.from(`${HEADER}\n11,1,Co`),
        Buffer.from([byte]),
        Buffer.from('la,30,25,9,9,0\n'),
      ]);
      expect(placesIn(bytes), byte.toString(16)).toEqual(['2:3 encoding']);
    }
    const price = Buffer.concat([
      Buffer.from(`${HEADER}\n11,1,Cola,30`),
      Buffer.from([0xff, 0x2c]),
    ]);
    expect(placesIn(Buffer.concat([price, Buffer.from('25,9,9,0\n')]))).toEqual(['2:4 encoding']);
  });

  it('never drops a no-break space of a single byte at the edge of a cell: it was a digit, perhaps', () => {
    const withByte = (row: string, at: number): Uint8Array => {
      const bytes = Buffer.from(`${HEADER}\n${row}\n`);
      bytes[bytes.length - row.length - 1 + at] = 0xa0;
      return bytes;
    };
    const row = '11,1,Cola,30,25,9,100,18';
    expect(placesIn(withByte(row, row.indexOf('100')))).toEqual(['2:7 encoding']);
    expect(placesIn(withByte(row, row.indexOf('100') + 2))).toEqual(['2:7 encoding']);
    expect(placesIn(withByte(row, row.length - 1))).toEqual(['2:8 encoding']);
    expect(namesIn(withByte(row.replace('Cola', 'Cola 33'), row.indexOf('Cola') + 4))).toEqual([
      'Cola\u00a033',
    ]);
  });

  it('is said in one sentence', () => {
    const read = readCatalogueBytes(bytesIn(fileOf('Brød'), MAC));
    expect(read.ok ? [] : read.error.map(faultSentence)).toEqual([
      'Line 2, column 3 (product): “Br\ufffdd” has a letter that cannot be read for certain (is it from a Mac, or damaged?); save the file as “CSV UTF-8”.',
    ]);
  });

  it('is UTF-16 of either order, when its mark says so', () => {
    const text = fileOf('Blåbær');
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(namesIn(little)).toEqual(['Blåbær']);
    expect(namesIn(Buffer.from(little).swap16())).toEqual(['Blåbær']);
    expect(placesIn(little.subarray(2))).toEqual(['1:1 not-text']);
  });

  it('tells letters that both have, when another letter of the file tells', () => {
    expect(readSingleBytes('pa\u009ateta')).toBe('pa\ufffdteta');
    expect(readSingleBytes('pa\u009ateta bl\u00e5')).toBe('pašteta blå');
  });
});
