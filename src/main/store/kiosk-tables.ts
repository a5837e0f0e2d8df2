import type { Rows } from '#sqlite/copy-rows.ts';

/** The tables that grow with every sale. */
const OF_SALES: readonly string[] = ['sale', 'journal', 'sale_note'];
/** Everything else that a person or the machine has told: small, and kept whole in a backup. */
const OF_THE_MACHINE: readonly string[] = [
  'setting',
  'slot',
  'device_price',
  'person',
  'remembered',
  'review',
  'person_order',
  'fault',
  'temperature',
  'turned_away',
  'change',
  'link_change',
  'test_vend',
  'posted',
  'price_book',
  'sale_kind',
];

/** Everything that a rebuilt database is filled with; sums and search texts are made from it. */
export const EVERYTHING: readonly Rows[] = [...OF_THE_MACHINE, ...OF_SALES].map((table) => ({
  table,
}));

/** The machine as it is, with the sales that are open or began since then. */
export function whatABackupHolds(sinceMs: number): readonly Rows[] {
  // Each half by its own index: the planner would read a million sales for an OR.
  const ofThem = `reference IN (
    SELECT reference FROM sale INDEXED BY sale_open WHERE is_open = 1
    UNION SELECT reference FROM sale INDEXED BY sale_by_start WHERE started_at >= ${String(Math.round(sinceMs))})`;
  return [
    ...OF_THE_MACHINE.map((table) => ({ table })),
    ...OF_SALES.map((table) => ({ table, where: ofThem })),
  ];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The sums of sales of the days before `toMs`, and of those since `fromMs`: in a backup they stand for sales that are not in it. */
export function sumsOfDays(fromMs: number, toMs: number): readonly Rows[] {
  const within = (column: string, unitMs: number): string =>
    `${column} >= ${String(Math.floor(fromMs / unitMs))} AND ${column} < ${String(Math.floor(toMs / unitMs))}`;
  return [
    { table: 'sale_day', where: within('day', DAY_MS) },
    { table: 'sale_hour', where: within('hour', HOUR_MS) },
  ];
}
