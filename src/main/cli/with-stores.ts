import {
  createKioskStores,
  openKioskDatabase,
  type KioskStores,
} from '../composition/open-stores.ts';
import { createSystemClock } from '../runtime/clock.ts';

/** Opens the stores for one command, also while the machine runs, and closes them after it. */
export async function withStores<Answer>(
  dataDir: string,
  work: (stores: KioskStores) => Promise<Answer> | Answer,
): Promise<Answer> {
  const database = openKioskDatabase(dataDir);
  try {
    return await work(createKioskStores(database, createSystemClock()));
  } finally {
    database.close();
  }
}
