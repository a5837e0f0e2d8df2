import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { createSystemClock } from '../../src/relay/runtime/clock.ts';
import { freshDatabase } from './postgres.ts';

/** A database of its own kind, empty, and how to open it: as often as there are processes. */
export interface EmptyDatabase {
  /** As in `relay.json`. */
  readonly database: string;
  /** PostgreSQL: another pool, as another process would have. SQLite: another connection to the same file. */
  open(): Promise<RelayStore>;
  /** Closes all that is open. */
  remove(): Promise<void>;
}

export type StoreKind = 'SQLite' | 'PostgreSQL';

export async function emptyDatabase(kind: StoreKind): Promise<EmptyDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-store-'));
  const database = kind === 'SQLite' ? `sqlite:${join(folder, 'relay.db')}` : await freshDatabase();
  const opened: RelayStore[] = [];
  return {
    database,
    open: async () => {
      const store = await openStore(database, createSystemClock());
      opened.push(store);
      return store;
    },
    remove: async () => {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same tests on both stores. */
export function onBothStores(suite: (kind: StoreKind) => void): void {
  describe.each(['SQLite', 'PostgreSQL'] as const)('%s', suite);
}
