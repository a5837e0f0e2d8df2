import type { ListedSale, SaleFilter } from '#core/sales/sale-query.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

/** Search criteria beside time and reference. */
export type SaleCriteria = Pick<SaleFilter, 'product' | 'amountMinor' | 'group'>;

const kindRow = z.object({ id: z.number(), product: z.string(), sale_group: z.string() });

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function isNamed(product: string, wanted: string): boolean {
  return product !== '' && folded(product).includes(folded(wanted));
}

/** The same criteria for one sale that is not indexed. */
export function meetsCriteria(
  sale: ListedSale,
  { product, amountMinor, group }: SaleCriteria,
): boolean {
  const amounts = [sale.priceMinor, sale.capturedMinor, sale.reservedMinor];
  return (
    (product === undefined || isNamed(sale.product ?? '', product)) &&
    (amountMinor === undefined || amounts.includes(amountMinor)) &&
    (group === undefined || sale.group === group)
  );
}

/** The kinds of ended sales that meet the criteria, amounts left aside; undefined: all do. */
export function kindsMeeting(
  database: Database,
  wanted: SaleCriteria,
): readonly number[] | undefined {
  const { product, amountMinor, group } = wanted;
  if (product === undefined && amountMinor === undefined && group === undefined) return undefined;
  return database
    .all(kindRow, 'SELECT id, product, sale_group FROM sale_kind')
    .filter(
      (kind) =>
        (product === undefined || isNamed(kind.product, product)) &&
        (group === undefined || kind.sale_group === group),
    )
    .map((kind) => kind.id);
}
