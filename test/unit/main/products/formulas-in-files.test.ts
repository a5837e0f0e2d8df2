import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedSale } from '#core/sales/exported-sale.ts';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { describe, expect, it } from 'vitest';
import { formatCatalogue, formatPickList } from '../../../../src/main/products/export-csv.ts';
import { changeLogText } from '../../../../src/main/service/changes-text.ts';
import { reportText } from '../../../../src/main/service/report-text.ts';
import { salesText } from '../../../../src/main/service/sales-text.ts';

const NAMES = ['=1+1', '+cmd', '-2', '@SUM(A1)'] as const;
const SUM = { count: 1, chargedMinor: 1, refundedMinor: 0 };

function sale(name: string): ExportedSale {
  return {
    reference: `vm-0001-${createHash('sha256').update(name).digest('hex').slice(0, 26)}`,
    state: 'settled',
    startedAt: '2026-10-05T10:00:00.000Z',
    endedAt: '2026-10-05T10:01:00.000Z',
    selection: name,
    item: 1,
    product: name,
    price: 3000,
    currency: 'NOK',
    reserved: 3000,
    captured: 3000,
    released: 0,
    refunded: 0,
    outcome: 'sold',
    drop: null,
    device: [],
    vipps: [],
  };
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Every file for a spreadsheet, with this name wherever a name can stand. */
const FILES: Readonly<Record<string, (name: string) => string | Promise<string>>> = {
  'sales-text.ts': (name) =>
    whole(salesText((last) => (last === undefined ? [sale(name)] : []), 'csv')),
  'report-text.ts': (name) =>
    reportText(
      {
        fromMs: 0,
        toMs: 1,
        sum: SUM,
        before: SUM,
        times: [],
        products: [{ product: name, ...SUM }],
        slots: [{ selection: name, product: name, ...SUM }],
      },
      'csv',
    ),
  'changes-text.ts': (name) => {
    const entry = { sequence: 1, atMs: 0, by: name, kind: 'edit', hash: '' } as const;
    const patch = { subject: 'slot', id: name, field: 'product', old: name, new: name } as const;
    const change = {
      ...entry,
      patches: [patch],
      detail: name,
      undoes: undefined,
      undoneBy: undefined,
    };
    const entries = (before: number | undefined) => (before === undefined ? [change] : []);
    return whole(changeLogText({ entries }, 'csv'));
  },
  'export-csv.ts': (name) => {
    const slot = {
      ...NEW_SLOT_DEFAULTS,
      selection: name,
      item: 1,
      product: name,
      priceMinor: 3000,
      vatRate: 1500,
      stock: 1,
      capacity: 1,
    };
    const bring = [{ product: name, count: 1, slots: [{ selection: name, count: 1 }] }];
    return formatCatalogue([slot]) + formatPickList(bring);
  },
};

describe.each(Object.entries(FILES))('%s', (_file, textOf) => {
  it.each(NAMES)('a product, a slot or a person called %s is no formula there', async (name) => {
    const text = await textOf(name);
    expect(text).toContain(`'${name}`);
    const cells = text.split(/[\n,]/).map((cell) => cell.replace(/^"|"$/g, ''));
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });
});

it('every file that is written for a spreadsheet is looked at here', () => {
  const folder = join(import.meta.dirname, '../../../../src');
  const writers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => readFileSync(join(folder, file), 'utf8').includes("'csv-stringify"))
    .map((file) => file.split('/').at(-1));
  expect(writers.sort()).toEqual(Object.keys(FILES).sort());
});

it('a product list that was saved is read back as it was', () => {
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const file = [header, '11,1,=1+1,30.00,25,9,9,0', '+2,2,@SUM(A1),45.00,15,9,9,0', ''].join('\n');
  const read = readCatalogueFile(file);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const saved = formatCatalogue(read.value.map((slot) => ({ ...NEW_SLOT_DEFAULTS, ...slot })));
  expect(saved).toContain("'=1+1");
  expect(readCatalogueFile(saved)).toEqual(read);
});
