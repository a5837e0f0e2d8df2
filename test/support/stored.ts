import { z } from 'zod';
import { openKioskDatabase } from '../../src/main/composition/open-stores.ts';

const table = z.object({ name: z.string() });
const row = z.record(z.string(), z.unknown());

/** Tables that the program writes by itself. */
const OF_ITSELF = new Set(['probe', 'link_change', 'temperature', 'fault']);

/** The content of a data folder by table, without `but` and the tables that the program writes by itself. */
export function storedIn(
  dataDir: string,
  but: readonly string[] = [],
): Readonly<Record<string, readonly unknown[]>> {
  const database = openKioskDatabase(dataDir);
  try {
    const tables = database
      .all(table, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .filter(({ name }) => !OF_ITSELF.has(name) && !but.includes(name));
    return Object.fromEntries(
      tables.map(({ name }) => [name, database.all(row, `SELECT * FROM "${name}"`)]),
    );
  } finally {
    database.close();
  }
}
