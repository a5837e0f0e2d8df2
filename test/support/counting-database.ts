import type { Clock, Log } from '#core/base/ports.ts';
import type { Database } from '#sqlite/database.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { createSqliteStore, openRelayDatabase } from '../../src/relay/store/sqlite/sqlite-store.ts';

export interface Counts {
  /** Transactions that waited for the disk. */
  commits: number;
  /** Statements that change rows, and those that only read. */
  writes: string[];
  reads: string[];
}

function counting(db: Database, counts: Counts): Database {
  let isOpen = false;
  const note = (sql: string): void => {
    const isWrite = /^\s*(INSERT|UPDATE|DELETE)/.test(sql);
    (isWrite ? counts.writes : counts.reads).push(sql);
    if (isWrite && !isOpen) counts.commits += 1;
  };
  return {
    ...db,
    run: (sql, ...values) => {
      note(sql);
      return db.run(sql, ...values);
    },
    all: (schema, sql, ...values) => {
      note(sql);
      return db.all(schema, sql, ...values);
    },
    first: (schema, sql, ...values) => {
      note(sql);
      return db.first(schema, sql, ...values);
    },
    atomically: (work) => {
      const before = counts.writes.length;
      isOpen = true;
      try {
        return db.atomically(work);
      } finally {
        isOpen = false;
        // One that changed nothing writes nothing.
        if (counts.writes.length > before) counts.commits += 1;
      }
    },
  };
}

/** A relay's store on a real SQLite file, with what it asks of it. */
export function openCountingStore(
  database: string,
  counts: Counts,
  { clock, log }: { readonly clock?: Clock | undefined; readonly log?: Log | undefined },
): RelayStore {
  const file = openRelayDatabase(database.replace(/^sqlite:/, ''), clock !== undefined);
  return createSqliteStore(counting(file, counts), clock, log);
}
