import { openDatabase, type Database } from '#sqlite/database.ts';
import { join } from 'node:path';
import { keepDataDirPrivate } from '../config/private-files.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';

/** Opens `kiosk.db` in the data directory, made when it is not there. Throws `store/…`. */
export function openKioskDatabase(dataDir: string): Database {
  keepDataDirPrivate(dataDir);
  return openDatabase({ path: join(dataDir, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
}
