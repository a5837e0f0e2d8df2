import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupName, backupsIn } from '../../../../src/relay/runtime/backups.ts';
import { backUpInto } from '../../../../src/relay/store/backup-folder.ts';
import { openSqliteStore } from '../../../../src/relay/store/sqlite/sqlite-store.ts';

const NIGHT = Date.UTC(2027, 0, 31, 3, 30);
const DAY_MS = 24 * 3_600_000;
const MEGABYTE = 1024 * 1024;
const ROOM = (): number => 1_000 * MEGABYTE;
let folder = '';
let file = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-backups-'));
  file = join(mkdtempSync(join(tmpdir(), 'vendskap-relay-')), 'relay.db');
  await openSqliteStore(file).close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(file, '..'), { recursive: true, force: true });
});

const night = (day: number, free = ROOM) =>
  backUpInto(`sqlite:${file}`, { folder, keep: 3 }, { nowMs: NIGHT + day * DAY_MS, free });

test('keeps the newest, each with its night in its name; what is not a backup of ours stays', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  writeFileSync(join(folder, 'by-hand.backup'), 'mine');
  writeFileSync(join(folder, `${backupName(NIGHT - DAY_MS)}.part`), 'cut short');
  for (const day of [0, 1, 2]) expect((await night(day)).removed).toEqual([]);
  expect(await night(3)).toMatchObject({ removed: ['relay-20270131T033000Z.backup'], kept: 3 });
  expect(readdirSync(folder).sort()).toEqual([
    'by-hand.backup',
    'notes.txt',
    'relay-20270201T033000Z.backup',
    'relay-20270202T033000Z.backup',
    'relay-20270203T033000Z.backup',
  ]);
  expect(backupsIn(folder)[0]).toEqual({
    name: 'relay-20270203T033000Z.backup',
    beganAtMs: NIGHT + 3 * DAY_MS,
  });
});

test('without room nothing is written and nothing removed, and one sentence says how much is missing', async () => {
  for (const day of [0, 1, 2]) await night(day);
  const before = readdirSync(folder);
  await expect(night(3, () => 10 * MEGABYTE)).rejects.toThrow(
    /^A backup needs \d+ MB in \S+, and 10 MB are free: nothing was written and nothing removed\.$/,
  );
  expect(readdirSync(folder)).toEqual(before);
});

test('a folder that is not there is named, and has no backups', async () => {
  rmSync(folder, { recursive: true });
  await expect(night(0)).rejects.toThrow(`There is no folder ${folder}: make it first.`);
  expect(backupsIn(folder)).toEqual([]);
});
