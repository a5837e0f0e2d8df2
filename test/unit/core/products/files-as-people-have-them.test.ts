import type { FileFault } from '#core/products/file-fault.ts';
import { describe, expect, it } from 'vitest';
import { faultSentence } from '../../../../src/main/products/fault-sentences.ts';
import { readCatalogueBytes } from '../../../../src/main/products/import-csv.ts';
import { HEADER } from '../../../support/faulty-catalogue.ts';

const LATER = HEADER.replaceAll(',', ';');
const COLA = { selection: '11', item: 1, product: 'Cola', priceMinor: 3000, vatRate: 2500 };

function read(file: string | Uint8Array) {
  return readCatalogueBytes(typeof file === 'string' ? Buffer.from(file) : file);
}
function faults(file: string | Uint8Array): readonly FileFault[] {
  const result = read(file);
  return result.ok ? [] : result.error;
}
const sentences = (file: string | Uint8Array): readonly string[] => faults(file).map(faultSentence);

describe('numbers of a file, as people write them', () => {
  it.each([
    ['1.500', '1.50', '1,500.00', '1500'],
    ['1,500', '1.50', '1,500.00', '1500'],
    ['12.000', '12.00', '12,000.00', '12000'],
    ['650,000', '650.00', '650,000.00', '650000'],
  ])('says both readings of %s', (text, low, high, plain) => {
    expect(sentences(`${LATER}\n11;1;Headset;${text};25;9;9;0\n`)).toEqual([
      `Line 2, column 4 (price): “${text}” can be read as ${low} or as ${high}: write ${low} or ${plain}.`,
    ]);
  });

  it.each(['0.500', '0,50', '30.0000', '1500.000', '30', '30,5'])(
    'takes %s, which has one reading',
    (text) => {
      expect(read(`${LATER}\n11;1;Headset;${text};25;9;9;0\n`)).toMatchObject({ ok: true });
    },
  );

  it.each(['kr 30,00', '30,-', '1 500', '1\u00a0500,00', '1\u202f500', '1.500,00', '€30', '30 kr'])(
    'refuses %s in one sentence',
    (text) => {
      expect(sentences(`${LATER}\n11;1;Cola;${text};25;9;9;0\n`)).toEqual([
        expect.stringMatching(
          /^Line 2, column 4 \(price\): “.+” is not an amount like 30.00: .+\.$/,
        ),
      ]);
    },
  );

  it.each([
    ['0,25', '25'],
    ['0.15', '15'],
    [',135', '13.5'],
    ['0,5', '50'],
  ])('refuses the rate %s and says what it was meant to be', (text, meant) => {
    const file = `${LATER}\n11;1;Cola;30,00;${text};9;9;0\n`;
    expect(sentences(file)).toEqual([
      `Line 2, column 5 (vatRate): “${text}” is less than one percent; for ${meant} percent write ${meant}.`,
    ]);
  });

  it('takes a rate of nothing', () => {
    const file = `${LATER}\n11;1;Cola;30,00;0,00;9;9;0\n`;
    expect(read(file)).toMatchObject({ ok: true, value: [{ vatRate: 0 }] });
  });

  it.each(['"=""01"""', '="01"'])('reads %s as 01', (cell) => {
    const text = `${HEADER}\n${cell},1,Cola,30.00,25,9,9,0\n`;
    expect(read(text)).toMatchObject({ ok: true, value: [{ ...COLA, selection: '01' }] });
    const many = `${HEADER}\n="A,1",="1",Cola,="30.00",="25",="9",="9",="0"\n`;
    expect(read(many)).toMatchObject({ ok: true, value: [{ ...COLA, selection: 'A,1' }] });
  });

  it.each(['=1+1', '1,00E+01', '="0'])('refuses the selection %s', (cell) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`;
    expect(faults(`${HEADER}\n${quoted},1,Cola,30.00,25,9,9,0\n`)).toMatchObject([
      { line: 2, column: 1, code: 'not-selection' },
    ]);
  });

  it('keeps a name that looks like a formula', () => {
    const text = `${HEADER}\n11,1,=1+1,30.00,25,9,9,0\n12,2,@SUM(A1),45.00,15,9,9,0\n13,3,"=""Cola""",45,15,9,9,0\n`;
    expect(read(text)).toMatchObject({
      ok: true,
      value: [{ product: '=1+1' }, { product: '@SUM(A1)' }, { product: '="Cola"' }],
    });
  });
});

describe('a price of a file', () => {
  it('is not below what Vipps takes, where it is known what the machine sells in', () => {
    const file = Buffer.from(`${LATER}\n11;1;Cola;="0,50";25;9;9;0\n`);
    expect(readCatalogueBytes(file)).toMatchObject({ ok: true });
    expect(readCatalogueBytes(file, 'EUR')).toMatchObject({ ok: true });
    const inNorway = readCatalogueBytes(file, 'NOK');
    expect(inNorway).toMatchObject({ ok: false, error: [{ line: 2, code: 'below-least' }] });
  });
});

describe('the form of a file', () => {
  it('has its columns in any order, in capitals or not', () => {
    const row = '11,1,Cola,30.00,25,9,9,0';
    const capitals = 'Selection,Item,Product,Price,VatRate,Stock,Capacity,MinimumAge';
    const loose = 'SELECTION,item,Product,price,vat rate,Stock,Capacity,minimum_age,,';
    for (const header of [capitals, loose]) {
      expect(read(`${header}\n${row},,\n`)).toMatchObject({ ok: true, value: [COLA] });
    }
    const turned = `minimumAge;capacity;stock;vatRate;price;product;item;selection\n0;9;9;25;30;Cola;1;11\n`;
    expect(read(turned)).toMatchObject({ ok: true, value: [COLA] });
  });

  it('says in one sentence which column is missing, unknown or there twice', () => {
    expect(sentences('selection,item,product,price,stock,capacity\n')).toEqual([
      'Line 1, column 7: the header lacks vatRate, minimumAge.',
      'Line 2, column 1: the file holds no slot.',
    ]);
    expect(sentences(`${HEADER},Colour\n11,1,Cola,30,25,9,9,0,red\n`)).toEqual([
      'Line 1, column 9: “Colour” is the name of no column.',
    ]);
    expect(sentences(`${HEADER},ITEM\n11,1,Cola,30,25,9,9,0,1\n`)).toEqual([
      'Line 1, column 9 (item): “ITEM” stands in column 2 already.',
    ]);
  });

  it.each([
    ['tells its separator', `sep=;\r\n${LATER}\r\n11;1;Cola;30,00;25;9;9;0\r\n`],
    ['tells it in quotation marks', `"sep=,"\n${HEADER}\n11,1,Cola,30.00,25,9,9,0\n`],
    ['begins with empty lines', `\n;;;;;;;\n\n${LATER}\n11;1;Cola;30,00;25;9;9;0\n`],
    ['has its mark and old line ends', `\ufeff${HEADER}\r11,1,Cola,30.00,25,9,9,0\r\r`],
    ['has delimiters behind', `${HEADER},,,\n11,1,Cola,30.00,25,9,9,0,,,\n,,,,,,,,,,\n`],
  ])('is read when it %s', (_what, text) => {
    expect(read(text)).toMatchObject({ ok: true, value: [COLA] });
  });

  it('keeps its line numbers behind a line that tells the separator', () => {
    expect(faults(`sep=;\r\n${LATER}\r\n11;1;Cola;x;25;9;9;0\r\n`)).toMatchObject([
      { line: 3, column: 4, code: 'not-amount' },
    ]);
    expect(faults('sep=;')).toMatchObject([{ line: 1, column: 1, code: 'header' }]);
  });

  it('has no selection twice, however it is spelt', () => {
    for (const other of ['A\u030a1', '\u212b1', 'å1']) {
      const text = `${HEADER}\nÅ1,1,Cola,30,25,9,9,0\n${other},2,Fanta,30,25,9,9,0\n`;
      expect(faults(text)).toMatchObject([{ line: 3, column: 1, code: 'twice' }]);
    }
    const text = `${HEADER}\nA\u030a1,1,Bla\u030aba\u0308r,30,25,9,9,0\n`;
    expect(read(text)).toMatchObject({
      ok: true,
      value: [{ selection: '\u00c51', product: 'Blåbär' }],
    });
  });
});
