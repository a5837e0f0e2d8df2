import { csvRecords, delimiterOf } from '#core/products/csv-records.ts';
import { FILE_FAULT_CODES, type FileFaultCode } from '#core/products/file-fault.ts';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import { describe, expect, it } from 'vitest';
import { faultSentence } from '../../../../src/main/products/fault-sentences.ts';
import { readCatalogueBytes } from '../../../../src/main/products/import-csv.ts';
import { faultyFile, GOOD, HEADER, type Expected } from '../../../support/faulty-catalogue.ts';

const faultsOf = (text: string): readonly Expected[] => {
  const read = readCatalogueFile(text);
  return read.ok ? [] : read.error.map(({ line, column, code }) => ({ line, column, code }));
};

describe('a catalogue file', () => {
  it('with more than a hundred different faults tells all of them, each with line and column', () => {
    const { text, expected } = faultyFile();
    expect(expected.length).toBeGreaterThan(100);
    expect(faultsOf(text)).toEqual(expected);
  });

  it('has a different sentence for each fault', () => {
    const read = readCatalogueFile(faultyFile().text);
    const sentences = read.ok ? [] : read.error.map(faultSentence);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^Line \d+, column \d+( \(\w+\))?: .+\.$/);
      expect(sentence).not.toContain('undefined');
    }
    for (const code of FILE_FAULT_CODES) {
      const sentence = faultSentence({ line: 1, column: 1, code, values: { text: 'x' } });
      expect(sentence).toMatch(/^Line 1, column 1: .+\.$/);
    }
  });

  it('tells every fault of one row', () => {
    expect(faultsOf(`${HEADER}\n,0,,free,x,-1,y,200\n`)).toHaveLength(8);
  });

  it('that is right gives its slots, whatever program wrote it', () => {
    const [first] = [{ ...GOOD }];
    const cells = Object.values(first);
    const wanted = {
      selection: 'A1',
      item: 1,
      product: 'Cola',
      priceMinor: 3000,
      vatRate: 1500,
      stock: 8,
      capacity: 10,
      minimumAge: 0,
    };
    const files = [
      `${HEADER}\n${cells.join(',')}\n`,
      `\ufeff${HEADER}\r\n${cells.join(',')}\r\n`,
      `${HEADER.replaceAll(',', ';')}\r${cells.join(';').replace('30.00', '30,00')}\r`,
      `${HEADER.replaceAll(',', '\t')}\n${cells.join('\t')}`,
      `\n${HEADER}\n\n "A1" , 1,"Cola",30,15,8,10,\n,,,,,,,\n`,
    ];
    for (const text of files) {
      expect(readCatalogueFile(text)).toEqual({ ok: true, value: [wanted] });
    }
  });

  it('keeps what stands between quotation marks', () => {
    const read = readCatalogueFile(`${HEADER}\nA1,1,"Big ""Cola"", 0,5\n l",30,15,8,10,18\n`);
    expect(read).toMatchObject({
      ok: true,
      value: [{ product: 'Big "Cola", 0,5 l', minimumAge: 18 }],
    });
  });

  it('without a header, without a slot, or with another header says so', () => {
    expect(faultsOf('')).toEqual([{ line: 1, column: 1, code: 'header' }]);
    expect(faultsOf(`${HEADER}\n`)).toEqual([{ line: 2, column: 1, code: 'no-slot' }]);
    expect(faultsOf('name,price\nCola,30\n').every(({ code }) => code === 'header')).toBe(true);
    expect(faultsOf(`${HEADER},more\n`)).toContainEqual({
      line: 1,
      column: 9,
      code: 'column-unknown',
    });
  });

  it('with a misspelt header is read on, and tells what else is wrong', () => {
    const text = `${HEADER.replace('vatRate', 'vat')}\nA1,1,Cola,free,15,8,10,0\n`;
    expect(faultsOf(text)).toEqual([
      { line: 1, column: 5, code: 'column-unknown' },
      { line: 1, column: 9, code: 'column-missing' },
      { line: 2, column: 4, code: 'not-amount' },
    ]);
    const twice = `${HEADER},Stock\nA1,1,Cola,free,15,8,10,0,8\nA2,2,Fanta,30\n`;
    expect(faultsOf(twice)).toEqual([
      { line: 1, column: 9, code: 'column-twice' },
      { line: 2, column: 4, code: 'not-amount' },
      { line: 3, column: 5, code: 'column-count' },
    ]);
    const lost = `${HEADER.replace('stock', 'st\ufffdck')}\n"A1"x,1,Cola,30,15,8,10,0\n`;
    expect(faultsOf(lost)).toEqual([
      { line: 1, column: 6, code: 'encoding' },
      { line: 1, column: 9, code: 'column-missing' },
      { line: 2, column: 1, code: 'quotes' },
    ]);
    const quoted = `${HEADER},extra\nA1,1,Cola,30,15,8,10,0,a"b\n`;
    expect(faultsOf(quoted)).toEqual([
      { line: 1, column: 9, code: 'column-unknown' },
      { line: 2, column: 9, code: 'quotes' },
    ]);
  });

  it('is decoded from what spreadsheets write, and refused when it is none', () => {
    const text = `${HEADER}\nA1,1,Blåbær & Øl,30.00,15,8,10,0\n`;
    const bytes = (encoding: BufferEncoding): Uint8Array => Buffer.from(text, encoding);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const file of [bytes('utf8'), bytes('latin1'), utf16]) {
      expect(readCatalogueBytes(file)).toMatchObject({
        ok: true,
        value: [{ product: 'Blåbær & Øl' }],
      });
    }
    const codeOf = (file: Uint8Array): FileFaultCode | undefined => {
      const read = readCatalogueBytes(file);
      return read.ok ? undefined : read.error[0]?.code;
    };
    expect(codeOf(Buffer.from('PK\u0003\u0004workbook'))).toBe('not-text');
    expect(codeOf(Buffer.from([0xff, 0xfe, 0x00]))).toBe('not-text');
    expect(codeOf(Buffer.alloc(1_000_001, 'a'))).toBe('too-big');
  });
});

describe('the records of a file', () => {
  it('know the line they begin in', () => {
    const records = csvRecords('a,"b\nc"\r\n\nd\re,"f" \n"g', ',');
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b\nc'],
      [4, 'd'],
      [5, 'e', 'f'],
      [6, ''],
    ]);
    expect(records.at(-1)).toMatchObject({ isCutShort: true, badQuotes: [1] });
  });

  it('are parted by what the header is parted by', () => {
    expect([delimiterOf('a;b'), delimiterOf('a\tb'), delimiterOf('a,b')]).toEqual([';', '\t', ',']);
  });
});
