import { openDatabase } from '#sqlite/database.ts';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RELAY_MIGRATIONS } from '../../../src/relay/store/sqlite/schema.ts';
import type { House } from './house.ts';

/** Files of this process may not grow beyond it; the soft limit alone, so that it can be lifted again. */
function limitFiles(bytes: string): boolean {
  const done = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
  return done.status === 0;
}

/** Why disks cannot be filled on this computer; undefined: they can. */
export function noFullDisk(): string | undefined {
  return limitFiles('unlimited') ? undefined : 'prlimit (util-linux) is not there';
}

/** From here on not a byte more fits behind the kiosk's log. The relay's own file is small enough to go on. */
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
