import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KIOSK_MIGRATIONS } from './store/kiosk-schema.ts';

/** Opens `kiosk.db` in the data directory, made when it is not there. Throws `store/…`. */
export function openKioskDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openDatabase({ path: join(dataDir, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
}
