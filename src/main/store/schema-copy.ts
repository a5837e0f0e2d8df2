import { KioskError } from '#core/base/errors.ts';
import { copyDatabase, schemaStateOf } from '#sqlite/database.ts';
import type { SchemaState } from '#sqlite/migrate.ts';
import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LEAST_ROOM_BYTES } from './disk-room.ts';
import { KIOSK_MIGRATIONS, KIOSK_RUNS_FROM } from './kiosk-schema.ts';

const COPY = /^kiosk-schema-\d+\.db/;
/** A copy is for going back by hand; the version before runs on the changed database by itself. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** The schema that this program makes, and how far back one can go from it. For an update's file. */
export const OWN_SCHEMA: SchemaState = {
  version: KIOSK_MIGRATIONS.length,
  runsFrom: KIOSK_RUNS_FROM,
};

/** The schema of `kiosk.db` in this directory; a missing one has version 0. Throws `store/…`. */
export function readSchema(dataDir: string): SchemaState {
  const path = join(dataDir, 'kiosk.db');
  return existsSync(path) ? schemaStateOf(path) : { version: 0, runsFrom: 0 };
}

/**
 * Copies `kiosk.db` before this program changes its schema, as `kiosk-schema-<number>.db`; an older copy goes. Nothing to do: there is no
 * database, or it has this schema or a newer one. Throws `store/unwritable` when there is no room: then nothing is changed.
 */
export function copyBeforeMigration(dataDir: string): void {
  const { version } = readSchema(dataDir);
  if (version === 0 || version >= KIOSK_MIGRATIONS.length) return;
  const path = join(dataDir, 'kiosk.db');
  const target = join(dataDir, `kiosk-schema-${String(version)}.db`);
  removeCopies(dataDir, () => true);
  const { bavail, bsize } = statfsSync(dataDir);
  // The change itself may write every page once more.
  if (bavail * bsize < 2 * statSync(path).size + LEAST_ROOM_BYTES) {
    throw new KioskError(
      'store/unwritable',
      `There is no room to copy ${path} before this version changes it. Nothing was changed: make room on the disk.`,
    );
  }
  copyDatabase(path, target);
}

/** Removes what was kept long enough. */
export function removeOldCopies(dataDir: string, nowMs: number): void {
  removeCopies(dataDir, (file) => nowMs - statSync(file).mtimeMs > KEPT_MS);
}

function removeCopies(dataDir: string, isDue: (file: string) => boolean): void {
  for (const name of readdirSync(dataDir)) {
    const file = join(dataDir, name);
    if (COPY.test(name) && isDue(file)) rmSync(file, { force: true });
  }
}
