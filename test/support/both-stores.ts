import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { createSystemClock } from '../../src/relay/runtime/clock.ts';
import { freshDatabase } from './postgres.ts';

export type StoreKind = 'SQLite' | 'PostgreSQL';

/** An empty database that several processes can open. */
export interface EmptyDatabase {
  /** As written in `relay.json`. */
  readonly database: string;
  /** PostgreSQL: another pool, as in another process. SQLite: another connection to the same file. */
  open(): Promise<RelayStore>;
  /** Closes every opened store. */
  remove(): Promise<void>;
}

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

/** A fresh database per test, opened by three processes. */
export interface ThreeStores {
  /** The first of the three. */
  readonly store: RelayStore;
  readonly stores: readonly RelayStore[];
  readonly database: string;
}

/** Runs the suite on SQLite and on PostgreSQL. */
export function onBothStores(suite: (kind: StoreKind) => void): void {
  describe.each(['SQLite', 'PostgreSQL'] as const)('%s', suite);
}

/** Runs the suite on both, each test with an empty database that three processes opened. */
export function onThreeStores(suite: (db: ThreeStores) => void): void {
  onBothStores((kind) => {
    let db: EmptyDatabase;
    let stores: readonly RelayStore[] = [];
    beforeEach(async () => {
      db = await emptyDatabase(kind);
      stores = [await db.open(), await db.open(), await db.open()];
    });
    afterEach(() => db.remove());
    suite({
      get store() {
        const [first] = stores;
        if (first === undefined) throw new Error('The store is opened before each test.');
        return first;
      },
      get stores() {
        return stores;
      },
      get database() {
        return db.database;
      },
    });
  });
}

/** The numbers 0 to count − 1. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
