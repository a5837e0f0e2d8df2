import type { FileSlot } from '#core/products/columns.ts';
import { planImport } from '#core/products/plan-import.ts';
import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { isPlainLine } from '#core/base/text.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCatalogue } from '../../src/main/products/export-csv.ts';
import { readCatalogueBytes } from '../../src/main/products/import-csv.ts';

const NORDIC = Array.from('ABCabcåäöæøÅÄÖÆØé0123456789 .,;:&+-%\'"=@()€’');

const product = fc
  .oneof(
    fc
      .array(fc.constantFrom(...NORDIC), { minLength: 1, maxLength: 30 })
      .map((all) => all.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('=1+1', '@SUM(A1)', '="01"', '-5', '+47', 'sep=;', '1.500', 'a\u00a0b', 'a  b'),
  )
  .map((text) => text.normalize('NFC').trim())
  .filter((text) => text !== '' && isPlainLine(text));

const slots = fc
  .uniqueArray(
    fc.record({
      product,
      priceMinor: fc.integer({ min: 100, max: 65_000_000 }),
      vatRate: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 10_000 })),
      stock: fc.nat(999),
      capacity: fc.nat(999),
      minimumAge: fc.nat(99),
      selection: fc
        .array(fc.constantFrom(...Array.from('ABE0123456789')), { minLength: 1, maxLength: 4 })
        .map((all) => all.join('')),
    }),
    { minLength: 1, maxLength: 8, selector: ({ selection }) => selection },
  )
  .map((all) => all.map((slot, index): FileSlot => ({ ...slot, item: index + 1 })));

/** Another form of the same file; nobody means anything else by it. */
const FORMS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'as Unicode text': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'the other way round': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'with Windows line ends': (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  'with old line ends': (text) => Buffer.from(text.replaceAll('\n', '\r')),
  'with empty lines': (text) => Buffer.from(`\n${text.replaceAll('\n', '\n\n')},,,\n`),
  'with its separator told': (text) => Buffer.from(`sep=,\n${text}`),
  'with a header in capitals': (text) =>
    Buffer.from(text.replace(/^.*\n/, (header) => header.toUpperCase())),
};

const imported = (bytes: Uint8Array): readonly FileSlot[] | undefined => {
  const read = readCatalogueBytes(bytes);
  return read.ok ? read.value : undefined;
};
const exported = (all: readonly FileSlot[]): string =>
  formatCatalogue(all.map((slot) => ({ ...NEW_SLOT_DEFAULTS, ...slot })));

it('whatever is exported is imported back as it was, in every form, and changes nothing', () => {
  fc.assert(
    fc.property(slots, (all) => {
      const text = exported(all);
      expect(imported(Buffer.from(text))).toEqual(all);
      for (const [form, write] of Object.entries(FORMS)) {
        expect(imported(write(text)), form).toEqual(all);
      }
      const now = all.map((slot, position) => ({
        slot: { ...NEW_SLOT_DEFAULTS, ...slot },
        position,
      }));
      expect(planImport(now, all, { market: 'NO', day: '2026-11-30' }).patches).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('a file with a byte that is damaged is refused whole, or has the same values in every number', () => {
  const numbers = (all: readonly FileSlot[]): readonly unknown[] =>
    all.map(({ item, priceMinor, vatRate, stock, capacity, minimumAge }) => [
      ...[item, priceMinor, vatRate, stock, capacity, minimumAge],
    ]);
  fc.assert(
    fc.property(slots, fc.nat(), fc.integer({ min: 0x80, max: 0xff }), (all, place, byte) => {
      const bytes = Buffer.from(exported(all));
      bytes[place % bytes.length] = byte;
      const read = imported(bytes);
      if (read !== undefined) expect(numbers(read)).toEqual(numbers(all));
      const text = new TextDecoder().decode(bytes);
      // Where letters of UTF-8 tell what the file is, a damaged byte is never taken for another letter.
      if (text.includes('\ufffd') && /[^\0-\u007f\ufffd]/.test(text)) expect(read).toBeUndefined();
    }),
    { numRuns: 5_000 },
  );
});

it('a price grouped in thousands is never a small one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 650 }),
      fc.nat(999),
      fc.constantFrom('.', ',', ' ', '\u00a0', '\u202f', '\u2009', "'"),
      (thousands, rest, mark) => {
        const grouped = `${String(thousands)}${mark}${String(rest).padStart(3, '0')}`;
        const file = exported([
          {
            ...NEW_SLOT_DEFAULTS,
            selection: '1',
            item: 1,
            product: 'x',
            priceMinor: 12_345,
            vatRate: 0,
            stock: 0,
            capacity: 0,
          },
        ]).replace('123.45', `"${grouped}"`);
        expect(imported(Buffer.from(file))).toBeUndefined();
      },
    ),
    { numRuns: 300 },
  );
});
