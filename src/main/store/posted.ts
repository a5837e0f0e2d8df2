import { CURRENCIES } from '#core/money.ts';
import { LANGUAGES } from '#core/service/person.ts';
import type { SheetContent } from '#core/sheet/content.ts';
import { PAPERS, POSTED_KINDS, type PostedKind } from '#core/sheet/paper.ts';
import { POSTED_WAYS, type Posted, type PostedBook } from '#core/sheet/posted.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const contentSchema: z.ZodType<SheetContent> = z.object({
  edition: z.number(),
  machineId: z.string(),
  location: z.string(),
  currency: z.enum(CURRENCIES),
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
const postedRow = z.object({
  id: z.number(),
  at: z.number(),
  person: z.string(),
  what: z.enum(POSTED_KINDS),
  paper: z.enum(PAPERS),
  way: z.enum(POSTED_WAYS),
  target: z.string(),
});
const contentRow = postedRow.extend({ content: z.string() });
const COLUMNS = 'id, at, person, what, paper, way, target';

function postedOf(row: z.infer<typeof postedRow>): Posted {
  const { id, at, person, what, paper, way, target } = row;
  return { id, atMs: at, by: person, what, paper, way, target };
}

/** What was printed and saved, in kiosk.db. */
export function createPostedBook(database: Database): PostedBook {
  function last(kind: PostedKind): ReturnType<PostedBook['last']> {
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
    note: ({ atMs, by, what, paper, way, target, content }) => {
      const row = database.first(
        z.object({ id: z.number() }),
        `INSERT INTO posted (at, person, what, paper, way, target, state, content)
         VALUES (?, ?, ?, ?, ?, ?, 'done', ?) RETURNING id`,
        Math.round(atMs),
        by,
        what,
        paper,
        way,
        target,
        JSON.stringify(content),
      );
      return row?.id ?? 0;
    },
    last,
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
