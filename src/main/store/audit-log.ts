import { isKioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import {
  CHANGE_KINDS,
  CHANGE_SUBJECTS,
  reversed,
  type AuditEntry,
  type AuditVerdict,
  type Change,
  type AuditLog,
  type ChangeRefusal,
  type Patch,
} from '#core/changes/audit-log.ts';
import { peopleProblem } from '#core/people/people.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { createPeople } from './people.ts';
import { readValue, writeValue } from './audit-subjects.ts';
import { isBeingSold, isItemLost } from './slot-rows.ts';

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();
const patchesSchema = z.array(
  z.object({
    subject: z.enum(CHANGE_SUBJECTS),
    id: z.string(),
    field: z.string(),
    old: value,
    new: value,
  }),
);
const changeRow = z.object({
  sequence: z.number(),
  at: z.number(),
  person: z.string(),
  kind: z.enum(CHANGE_KINDS),
  patches: z.string(),
  detail: z.string().nullable(),
  undoes: z.number().nullable(),
  undone_by: z.number().nullable(),
  hash: z.string(),
});
type ChangeRow = z.infer<typeof changeRow>;
const COLUMNS = 'sequence, at, person, kind, patches, detail, undoes, undone_by, hash';
const keptRow = z.object({ value: z.string() });
/** The hash that the chain begins with after old entries were deleted. */
const ANCHOR = 'change-anchor';
/** The newest entry, so that a missing end is noticed. */
const HEAD = 'change-head';
const CHECKED_AT_ONCE = 1_000;

function hashOf(before: string, row: Omit<ChangeRow, 'hash' | 'undone_by'>): string {
  const { sequence, at, person, kind, patches, detail, undoes } = row;
  const text = JSON.stringify([before, sequence, at, person, kind, patches, detail, undoes]);
  return createHash('sha256').update(text).digest('hex');
}

function entryOf(row: ChangeRow): AuditEntry {
  return {
    sequence: row.sequence,
    atMs: row.at,
    by: row.person,
    kind: row.kind,
    patches: patchesSchema.parse(JSON.parse(row.patches)),
    detail: row.detail ?? undefined,
    undoes: row.undoes ?? undefined,
    undoneBy: row.undone_by ?? undefined,
    hash: row.hash,
  };
}

/** Aborts the commit. */
class Refused extends Error {
  readonly refusal: ChangeRefusal;

  constructor(refusal: ChangeRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

function isRemoval(patch: Patch): boolean {
  return patch.subject === 'slot' && patch.field === 'row' && patch.new === null;
}

function isAboutItems({ subject, field }: Patch): boolean {
  return subject === 'slot' && (field === 'item' || field === 'row');
}

/**
 * Undo changes stock by the difference, never below zero, since sales took from it meanwhile. A slot that the change added is
 * removed as it is now.
 */
function moved(database: Database, patch: Patch): Patch {
  if (isRemoval(patch)) return { ...patch, old: readValue(database, patch) };
  const isStock = patch.subject === 'slot' && patch.field === 'stock';
  if (!isStock || typeof patch.old !== 'number' || typeof patch.new !== 'number') return patch;
  const now = readValue(database, patch);
  if (typeof now !== 'number') return patch;
  return { ...patch, old: now, new: Math.max(0, now + patch.new - patch.old) };
}

/** The audit log in kiosk.db. */
export function createAuditLog(database: Database, clock: Pick<Clock, 'nowMs'>): AuditLog {
  const kept = (key: string): string =>
    database.first(keptRow, 'SELECT value FROM remembered WHERE key = ?', key)?.value ?? '';

  function keep(key: string, text: string): void {
    database.run(
      `INSERT INTO remembered (key, value, at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at`,
      key,
      text,
      Math.round(clock.nowMs()),
    );
  }

  function last(): { readonly sequence: number; readonly hash: string } {
    const row = database.first(
      changeRow,
      `SELECT ${COLUMNS} FROM change ORDER BY sequence DESC LIMIT 1`,
    );
    return row ?? { sequence: 0, hash: kept(ANCHOR) };
  }

  function write(change: Change, undoes: number | undefined): number {
    const before = last();
    const row = {
      sequence: before.sequence + 1,
      at: Math.round(clock.nowMs()),
      person: change.by,
      kind: change.kind,
      patches: JSON.stringify(change.patches),
      detail: change.detail ?? null,
      undoes: undoes ?? null,
    };
    const hash = hashOf(before.hash, row);
    database.run(
      `INSERT INTO change (sequence, at, person, kind, patches, detail, undoes, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.sequence,
      row.at,
      row.person,
      row.kind,
      row.patches,
      row.detail,
      row.undoes,
      hash,
    );
    keep(HEAD, `${String(row.sequence)} ${hash}`);
    return row.sequence;
  }

  function commit(change: Change, undoes?: number): number {
    for (const patch of change.patches) {
      if (isRemoval(patch) && isBeingSold(database, patch.id)) throw new Refused('sale-running');
      if (readValue(database, patch) !== patch.old) throw new Refused('changed-meanwhile');
      if (!writeValue(database, patch)) throw new Refused('changed-meanwhile');
    }
    const isAboutPeople = change.patches.some(({ subject }) => subject === 'person');
    const problem = isAboutPeople ? peopleProblem(createPeople(database).all()) : undefined;
    if (problem !== undefined) throw new Refused(problem);
    if (change.patches.some(isAboutItems) && isItemLost(database)) {
      throw new Refused('changed-meanwhile');
    }
    return write(change, undoes);
  }

  function attempt(work: () => number): Result<number, ChangeRefusal> {
    try {
      return ok(database.atomically(work));
    } catch (error) {
      const cause = isKioskError(error) ? error.cause : error;
      if (cause instanceof Refused) return err(cause.refusal);
      if (isKioskError(error, 'store/unwritable')) return err('store-unwritable');
      throw error;
    }
  }

  function rowOf(sequence: number): ChangeRow | undefined {
    return database.first(changeRow, `SELECT ${COLUMNS} FROM change WHERE sequence = ?`, sequence);
  }

  return {
    apply: (change, alongside) =>
      attempt(() => {
        alongside?.();
        return commit(change);
      }),
    entry: (sequence) => {
      const row = rowOf(sequence);
      return row === undefined ? undefined : entryOf(row);
    },
    undo: (sequence, by) =>
      attempt(() => {
        const row = rowOf(sequence);
        if (row === undefined) throw new Refused('no-such-entry');
        if (row.undone_by !== null) throw new Refused('already-undone');
        const { patches, detail } = entryOf(row);
        if (patches.length === 0) throw new Refused('cannot-be-undone');
        const back = reversed(patches).map((patch) => moved(database, patch));
        const undoing = commit({ kind: 'undo', by, patches: back, detail }, sequence);
        database.run('UPDATE change SET undone_by = ? WHERE sequence = ?', undoing, sequence);
        return undoing;
      }),
    entries: (before, limit) =>
      database
        .all(
          changeRow,
          `SELECT ${COLUMNS} FROM change WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(entryOf),
    verify: () => verifyChain(database, { anchor: kept(ANCHOR), head: kept(HEAD) }),
    forgetBefore: (atMs) => {
      database.atomically(() => {
        const cut = database.first(
          changeRow,
          `SELECT ${COLUMNS} FROM change WHERE at < ? ORDER BY sequence DESC LIMIT 1`,
          atMs,
        );
        // Keep the newest entry: the sequence goes on from it.
        if (cut === undefined || cut.sequence === last().sequence) return;
        database.run('DELETE FROM change WHERE sequence <= ?', cut.sequence);
        keep(ANCHOR, cut.hash);
      });
    },
  };
}

interface Ends {
  /** The hash before the first remaining entry. */
  readonly anchor: string;
  /** `<sequence> <hash>` of the newest; empty before the first. */
  readonly head: string;
}

function verifyChain(database: Database, { anchor, head }: Ends): AuditVerdict {
  let before = anchor;
  let entries = 0;
  let last = 0;
  for (;;) {
    const rows = database.all(
      changeRow,
      `SELECT ${COLUMNS} FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?`,
      last,
      CHECKED_AT_ONCE,
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      const isNext = entries === 0 || row.sequence === last + 1;
      if (!isNext || hashOf(before, row) !== row.hash) {
        return { isWhole: false, entries, brokenAt: row.sequence };
      }
      before = row.hash;
      last = row.sequence;
      entries += 1;
    }
  }
  const isEndThere = head === (entries === 0 ? '' : `${String(last)} ${before}`);
  const brokenAt = isEndThere ? wrongUndo(database) : last + 1;
  return brokenAt === undefined
    ? { isWhole: true, entries }
    : { isWhole: false, entries, brokenAt };
}

const wrongRow = z.object({ sequence: z.number() });

/** The first entry whose undo mark is wrong. */
function wrongUndo(database: Database): number | undefined {
  return database.first(
    wrongRow,
    `SELECT change.sequence FROM change LEFT JOIN change AS undoing ON undoing.undoes = change.sequence
     WHERE change.undone_by IS NOT undoing.sequence ORDER BY change.sequence LIMIT 1`,
  )?.sequence;
}
