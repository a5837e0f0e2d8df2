import type { SalesFigures } from '#core/reports/sales-report.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const sums = { count: z.number(), charged: z.number(), refunded: z.number() };
const slotRow = z.object({ product: z.string(), selection: z.string(), ...sums });
const hourRow = z.object({ hour: z.number(), ...sums });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ADDED = 'sum(count) AS count, sum(charged) AS charged, sum(refunded) AS refunded';
const ONE_BY_ONE =
  'FROM sale INDEXED BY sale_by_start WHERE started_at >= ? AND started_at < ? AND captured > 0';

/** The sums of whole days and hours are kept; what sticks out of them at both ends is added sale by sale. */
const BY_SLOT = `
  SELECT product, selection, ${ADDED} FROM (
    SELECT product, selection, count, charged, refunded FROM sale_day WHERE day >= ? AND day < ?
    UNION ALL SELECT coalesce(product, ''), coalesce(selection, ''), 1, captured, refunded ${ONE_BY_ONE}
    UNION ALL SELECT coalesce(product, ''), coalesce(selection, ''), 1, captured, refunded ${ONE_BY_ONE}
  ) GROUP BY 1, 2 HAVING sum(count) > 0`;
const BY_HOUR = `
  SELECT hour, ${ADDED} FROM (
    SELECT hour, count, charged, refunded FROM sale_hour WHERE hour >= ? AND hour < ?
    UNION ALL SELECT started_at / ${String(HOUR_MS)}, 1, captured, refunded ${ONE_BY_ONE}
    UNION ALL SELECT started_at / ${String(HOUR_MS)}, 1, captured, refunded ${ONE_BY_ONE}
  ) GROUP BY 1 HAVING sum(count) > 0`;

/** The units that lie wholly between two times, and the times before and after them. */
function splitSpan(fromMs: number, toMs: number, unitMs: number): readonly number[] {
  const first = Math.ceil(fromMs / unitMs);
  const end = Math.max(first, Math.floor(toMs / unitMs));
  const firstMs = Math.min(first * unitMs, toMs);
  return [first, end, fromMs, firstMs, Math.max(firstMs, end * unitMs), toMs];
}

/** The sums for a report. */
export function createSalesFigures(database: Database): SalesFigures {
  return {
    bySlot: (fromMs, toMs) =>
      database
        .all(slotRow, BY_SLOT, ...splitSpan(fromMs, toMs, DAY_MS))
        .map(({ charged, refunded, ...row }) => ({
          ...row,
          chargedMinor: charged,
          refundedMinor: refunded,
        })),
    byHour: (fromMs, toMs) =>
      database
        .all(hourRow, BY_HOUR, ...splitSpan(fromMs, toMs, HOUR_MS))
        .map(({ hour, count, charged, refunded }) => ({
          startMs: hour * HOUR_MS,
          count,
          chargedMinor: charged,
          refundedMinor: refunded,
        })),
  };
}
