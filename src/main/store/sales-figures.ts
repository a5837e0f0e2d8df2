import type { SalesFigures } from '#core/reports/sales-report.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const sums = { count: z.number(), charged: z.number(), refunded: z.number() };
const slotRow = z.object({ product: z.string(), selection: z.string(), ...sums });
const hourRow = z.object({ hour: z.number(), ...sums });

const HOUR_MS = 3_600_000;
const SUMS = 'count(*) AS count, sum(captured) AS charged, sum(refunded) AS refunded';
/** Reads only the sales of the period, however many lie before it. */
const FROM =
  'FROM sale INDEXED BY sale_by_start WHERE started_at >= ? AND started_at < ? AND captured > 0';

/** The sums for a report. */
export function createSalesFigures(database: Database): SalesFigures {
  return {
    bySlot: (fromMs, toMs) =>
      database
        .all(
          slotRow,
          `SELECT coalesce(product, '') AS product, coalesce(selection, '') AS selection, ${SUMS} ${FROM}
           GROUP BY 1, 2`,
          fromMs,
          toMs,
        )
        .map(({ charged, refunded, ...row }) => ({
          ...row,
          chargedMinor: charged,
          refundedMinor: refunded,
        })),
    byHour: (fromMs, toMs) =>
      database
        .all(
          hourRow,
          `SELECT started_at / ${String(HOUR_MS)} AS hour, ${SUMS} ${FROM} GROUP BY 1`,
          fromMs,
          toMs,
        )
        .map(({ hour, count, charged, refunded }) => ({
          startMs: hour * HOUR_MS,
          count,
          chargedMinor: charged,
          refundedMinor: refunded,
        })),
  };
}
