import { firstBrand } from '#core/market/brand.ts';
import { CURRENCIES, marketOf } from '#core/money/money.ts';
import { LANGUAGES } from '#core/base/language.ts';
import type { SheetContent } from '#core/sheet/content.ts';
import { PAPERS, type PostedKind } from '#core/sheet/paper.ts';
import {
  PRINT_WAYS,
  PRINTED_KINDS,
  type PrintRecord,
  type PrintHistory,
} from '#core/sheet/print-history.ts';
import { PRINT_STATES, PRINTER_WANTS } from '#core/sheet/printer.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const storedContent = z.object({
  edition: z.number(),
  machineId: z.string(),
  location: z.string(),
  currency: z.enum(CURRENCIES),
  /** Absent in what was printed before brands had a day. */
  brand: z.string().optional(),
  languages: z.array(z.enum(LANGUAGES)),
  operator: z.object({
    name: z.string(),
    number: z.string(),
    address: z.string(),
    refundContact: z.string(),
  }),
  code: z.string(),
  rows: z.array(
    z.object({
      selection: z.string(),
      product: z.string(),
      priceMinor: z.number(),
      allergens: z.string(),
      minimumAge: z.number(),
    }),
  ),
});
const contentSchema = storedContent.transform(({ brand, ...content }): SheetContent => ({
  ...content,
  brand: brand ?? firstBrand(marketOf(content.currency)),
}));
const postedRow = z.object({
  id: z.number(),
  at: z.number(),
  person: z.string(),
  what: z.enum(PRINTED_KINDS),
  paper: z.enum(PAPERS),
  way: z.enum(PRINT_WAYS),
  target: z.string(),
  state: z.enum(PRINT_STATES),
  wants: z.string(),
  job: z.number().nullable(),
});
const contentRow = postedRow.extend({ content: z.string() });
const wantsSchema = z.array(z.enum(PRINTER_WANTS));
const COLUMNS = 'id, at, person, what, paper, way, target, state, wants, job';
const OPEN = `way = 'printer' AND state IN ('waiting', 'printing', 'stopped')`;

function postedOf(row: z.infer<typeof postedRow>): PrintRecord {
  const { at, person, wants, job, ...same } = row;
  const parsed = wantsSchema.parse(JSON.parse(wants));
  return {
    id: same.id,
    atMs: at,
    by: person,
    what: same.what,
    paper: same.paper,
    way: same.way,
    target: same.target,
    state: same.state,
    wants: parsed,
    job: job ?? undefined,
  };
}

/** The print history in kiosk.db. */
export function createPrintHistory(database: Database): PrintHistory {
  function last(kind: PostedKind): ReturnType<PrintHistory['last']> {
    const row = database.first(
      contentRow,
      `SELECT ${COLUMNS}, content FROM posted WHERE what = ? AND state = 'done' ORDER BY id DESC LIMIT 1`,
      kind,
    );
    if (row === undefined) return undefined;
    const content = contentSchema.safeParse(JSON.parse(row.content));
    return content.success ? { posted: postedOf(row), content: content.data } : undefined;
  }

  return {
    note: ({ atMs, by, what, paper, way, target, state, content }) => {
      const row = database.first(
        z.object({ id: z.number() }),
        `INSERT INTO posted (at, person, what, paper, way, target, state, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        Math.round(atMs),
        by,
        what,
        paper,
        way,
        target,
        state,
        JSON.stringify(content),
      );
      return row?.id ?? 0;
    },
    noteJob: (id, job) => {
      database.run('UPDATE posted SET job = ? WHERE id = ?', job, id);
    },
    noteState: (id, state, wants) => {
      const written = JSON.stringify(wants);
      database.run('UPDATE posted SET state = ?, wants = ? WHERE id = ?', state, written, id);
    },
    last,
    lastPrint: () => {
      const sql = `SELECT ${COLUMNS} FROM posted WHERE way = 'printer' ORDER BY id DESC LIMIT 1`;
      const row = database.first(postedRow, sql);
      return row === undefined ? undefined : postedOf(row);
    },
    open: () =>
      database
        .all(postedRow, `SELECT ${COLUMNS} FROM posted WHERE ${OPEN} ORDER BY id`)
        .map(postedOf),
    list: (before, limit) =>
      database
        .all(
          postedRow,
          `SELECT ${COLUMNS} FROM posted WHERE id < ? ORDER BY id DESC LIMIT ?`,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(postedOf),
  };
}
