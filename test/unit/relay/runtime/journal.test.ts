import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');
const LOG = join(ROOT, 'src/logging/log.ts');
const JOURNAL = join(ROOT, 'src/relay/runtime/journal.ts');

/** Lets a process of its own log one warning to a file. `journal`: systemd says that it reads that very file. */
function warned(journal: (file: number) => string | undefined): string {
  const path = join(mkdtempSync(join(tmpdir(), 'vendskap-journal-')), 'log');
  const file = openSync(path, 'w');
  const program = `import { createLog } from ${JSON.stringify(LOG)};
    import { isReadByJournal } from ${JSON.stringify(JOURNAL)};
    createLog({ program: 'relay', isForJournal: isReadByJournal() }).warn('relay.secrets-readable', { file: 'relay.json' });`;
  const { JOURNAL_STREAM: _, ...env } = process.env;
  const stream = journal(file);
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: ROOT,
    env: stream === undefined ? env : { ...env, JOURNAL_STREAM: stream },
    stdio: ['ignore', 'ignore', file],
  });
  closeSync(file);
  const said = readFileSync(path, 'utf8');
  expect(done.status, said).toBe(0);
  return said;
}

const streamOf = (file: number): string => {
  const { dev, ino } = fstatSync(file);
  return `${String(dev)}:${String(ino)}`;
};

test('to the journal a line says its priority and leaves the date to it', () => {
  const line = warned(streamOf);
  expect(line).toMatch(/^<4>\{/);
  expect(JSON.parse(line.slice(3))).not.toHaveProperty('time');
  expect(line).toContain('"eventId":"relay.secrets-readable"');
});

test.each([
  ['nobody reads it but a file', () => undefined],
  ['the journal reads another stream', () => '8:1'],
  ['the variable makes no sense', () => 'x'],
])('it is dated and plain when %s', (_, journal) => {
  expect(JSON.parse(warned(journal))).toHaveProperty('time');
});
