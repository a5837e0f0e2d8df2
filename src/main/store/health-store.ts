import type { Moment, SaleMoments } from '#core/health/step-times.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

/** How many changes of each link are kept. */
const KEPT_LINK_CHANGES = 500;

const momentRow = z.object({
  reference: z.string(),
  started_at: z.number(),
  credit_at: z.number().nullable(),
  kind: z.custom<Moment>((value) => typeof value === 'string'),
  at: z.number(),
});
const linkRow = z.object({
  id: z.number(),
  link: z.enum(['relay', 'hardware']),
  is_up: z.number(),
  at: z.number(),
  detail: z.string(),
});
const testRow = z.object({
  id: z.number(),
  at: z.number(),
  item: z.number(),
  selection: z.string(),
  outcome: z.enum(['dropped', 'failed', 'no-answer']),
  drop_proof: z.enum(['confirmed', 'assumed']).nullable(),
  drop_ms: z.number().nullable(),
});
const countRow = z.object({ count: z.number() });

function momentsOf(database: Database, sinceMs: number, limit: number): readonly SaleMoments[] {
  const rows = database.all(
    momentRow,
    `SELECT journal.reference, started_at, credit_at, kind, at FROM
       (SELECT reference, started_at, credit_at FROM sale WHERE started_at >= ?
        ORDER BY started_at DESC, reference DESC LIMIT ?) AS recent
     JOIN journal ON journal.reference = recent.reference ORDER BY journal.sequence`,
    Math.round(sinceMs),
    limit,
  );
  const sales = new Map<string, { startedAtMs: number; at: Map<Moment, number> }>();
  for (const { reference, started_at, credit_at, kind, at } of rows) {
    const sale = sales.get(reference) ?? { startedAtMs: started_at, at: new Map() };
    sales.set(reference, sale);
    // A repeated step, such as a second choice, counts at its first time.
    if (!sale.at.has(kind)) sale.at.set(kind, at);
    if (credit_at !== null) sale.at.set('credit', credit_at);
  }
  return [...sales.values()];
}

/** Links, test vends and the times of sales in kiosk.db. */
export function createHealthStore(database: Database): HealthStore {
  return {
    noteCredit: (reference, atMs) => {
      database.atomicallyUnsynced(() =>
        database.run(
          'UPDATE sale SET credit_at = ? WHERE reference = ? AND credit_at IS NULL',
          Math.round(atMs),
          reference,
        ),
      );
    },
    saleMoments: (sinceMs, limit) => momentsOf(database, sinceMs, limit),
    noteLink: ({ link, isUp, atMs, detail }) => {
      database.atomically(() => {
        database.run(
          'INSERT INTO link_change (link, is_up, at, detail) VALUES (?, ?, ?, ?)',
          link,
          isUp ? 1 : 0,
          Math.round(atMs),
          detail,
        );
        database.run(
          `DELETE FROM link_change WHERE link = ? AND id <=
             (SELECT id FROM link_change WHERE link = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
          link,
          link,
          KEPT_LINK_CHANGES,
        );
      });
    },
    linkChanges: (limit) =>
      database
        .all(
          linkRow,
          'SELECT id, link, is_up, at, detail FROM link_change ORDER BY id DESC LIMIT ?',
          limit,
        )
        .map(({ id, link, is_up, at, detail }) => ({
          id,
          link,
          isUp: is_up !== 0,
          atMs: at,
          detail,
        })),
    noteTestVend: ({ atMs, item, selection, outcome, drop, tookMs }) => {
      database.run(
        'INSERT INTO test_vend (at, item, selection, outcome, drop_proof, drop_ms) VALUES (?, ?, ?, ?, ?, ?)',
        Math.round(atMs),
        item,
        selection,
        outcome,
        drop ?? null,
        tookMs === undefined ? null : Math.round(tookMs),
      );
    },
    testVends: (limit) =>
      database
        .all(
          testRow,
          `SELECT id, at, item, selection, outcome, drop_proof, drop_ms FROM test_vend
           ORDER BY id DESC LIMIT ?`,
          limit,
        )
        .map((row) => ({
          id: row.id,
          atMs: row.at,
          item: row.item,
          selection: row.selection,
          outcome: row.outcome,
          drop: row.drop_proof ?? undefined,
          tookMs: row.drop_ms ?? undefined,
        })),
    testVendCount: () =>
      database.first(countRow, 'SELECT count(*) AS count FROM test_vend')?.count ?? 0,
  };
}
