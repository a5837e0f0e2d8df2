import { REPORT_PERIODS, type ReportPeriod, type SalesReport } from '#core/reports/sales-report.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { stickIdSchema } from './usb.ts';

interface Wanted {
  readonly period: ReportPeriod;
  /** 0: the one that runs; 1: the one before it. */
  readonly back: number;
}

/** What was sold in a day, a week or a month. */
export interface ReportsCallMap {
  readonly getReport: Call<Wanted, SalesReport>;
  /** The name of the file. Refused with a `usb-…` code. */
  readonly exportReport: Call<
    Wanted & { readonly stickId: string; readonly format: 'csv' | 'json' },
    { readonly name: string }
  >;
}

const wanted = { period: z.enum(REPORT_PERIODS), back: z.int().min(0).max(4_000) };

export const reportsSchemas = {
  getReport: z.strictObject(wanted),
  exportReport: z.strictObject({
    ...wanted,
    stickId: stickIdSchema,
    format: z.enum(['csv', 'json']),
  }),
};
