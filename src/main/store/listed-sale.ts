import { saleGroupOf } from '#core/sales/sale-group.ts';
import type { ListedSale } from '#core/sales/sale-query.ts';
import { CURRENCIES } from '#core/money/money.ts';
import { z } from 'zod';
import { pastSaleOf, SALE_COLUMNS, saleRowSchema } from './sale-row.ts';

export const listedRow = saleRowSchema.extend({
  currency: z.enum(CURRENCIES),
  is_open: z.number(),
});

export const LISTED_COLUMNS = `${SALE_COLUMNS}, is_open`;

export function listedSaleOf(row: z.infer<typeof listedRow>): ListedSale {
  const past = pastSaleOf(row);
  return {
    ...past,
    group: saleGroupOf({ ...past, isOpen: row.is_open !== 0 }),
    currency: row.currency,
    priceMinor: row.price ?? undefined,
    drop: row.drop_proof ?? undefined,
  };
}
