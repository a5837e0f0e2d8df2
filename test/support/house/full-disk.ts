import { openDatabase } from '#sqlite/database.ts';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RELAY_MIGRATIONS } from '../../../src/relay/store/sqlite/schema.ts';
import type { House } from './house.ts';

/** Limits the file size of this process; only the soft limit, so that it can be lifted again. */
function limitFiles(bytes: string): boolean {
  const done = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
  return done.status === 0;
}

/** Why a full disk cannot be simulated here; undefined: it can. */
export function noFullDisk(): string | undefined {
  return limitFiles('unlimited') ? undefined : 'prlimit (util-linux) is not there';
}

/** From now on the kiosk's WAL cannot grow. The relay's file is small enough to stay unaffected. */
export function fillDisk(house: House): void {
  const relay = openDatabase({
    path: join(dirname(house.dataDir()), 'relay.db'),
    migrations: RELAY_MIGRATIONS,
  });
  relay.checkpoint();
  relay.close();
  const { size } = statSync(join(house.dataDir(), 'kiosk.db-wal'));
  if (!limitFiles(String(size))) throw new Error('The disk could not be filled.');
}

export function makeRoom(): void {
  limitFiles('unlimited');
}
