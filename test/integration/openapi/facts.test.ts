import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { OFFICIAL_FOLDER, whyAbsent } from './official-folder.ts';
import { FACTS } from './openapi-file.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/vipps-facts.ts', import.meta.url));
const committed = fileURLToPath(FACTS);
const absent = whyAbsent();
if (absent !== undefined) process.stderr.write(`Vipps' facts not compared: ${absent}\n`);

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test('the fact tables hold facts only: no prose, no example, and the version of their source', () => {
  const files = filesIn(committed);
  expect(Object.keys(files)).toHaveLength(6);
  for (const [name, text] of Object.entries(files)) {
    expect(text, name).toMatch(/"version":"[\d.v]+"/);
    // A description is a string; a field may well be called `description`.
    expect(text, name).not.toMatch(/"(description|summary|example|default)":"/);
    expect(text, name).not.toMatch(/"examples?":/);
  }
});

test.skipIf(absent !== undefined)('the fact tables are those of the official files', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'vendskap-facts-'));
  const done = spawnSync(process.execPath, [SCRIPT, OFFICIAL_FOLDER, fresh], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  expect(filesIn(committed)).toStrictEqual(filesIn(fresh));
  rmSync(fresh, { recursive: true });
});
