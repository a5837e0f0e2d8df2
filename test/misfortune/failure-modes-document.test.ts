import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AREAS } from './modes/all-modes.ts';
import type { FailureModes } from './modes/failure-mode.ts';

const PAGE = join(process.cwd(), 'docs/failure-modes.md');
const FOLDER = join(process.cwd(), 'test/misfortune');

const quoted = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `“${sentence}”`).join(' · ');

/** What was on the screen, then what is; what cannot be read there comes last. */
function technicianCell({ meanwhile = [], technicianSees, besides }: FailureModes[string]): string {
  const screens = [meanwhile, technicianSees].filter((one) => one.length > 0).map(quoted);
  const parts = [screens.join(', then '), besides].filter(
    (part) => part !== undefined && part !== '',
  );
  return parts.length === 0 ? 'Nothing of it.' : parts.join('. ').replace(/”\. /, '”. ');
}

function row([name, mode]: [string, FailureModes[string]]): string {
  const cells = [mode.misfortune, mode.customerPays, technicianCell(mode), `\`${name}\``];
  return `| ${cells.join(' | ')} |`;
}

function page(): string {
  const areas = Object.entries(AREAS).map(([area, modes]) =>
    [
      `## ${area}`,
      '',
      '| misfortune | the customer pays | the technician sees | proved by |',
      '| --- | --- | --- | --- |',
      ...Object.entries<FailureModes[string]>(modes).map(row),
      '',
    ].join('\n'),
  );
  const head = [
    '# What can go wrong, and what it costs whom',
    '',
    'Generated from `test/misfortune/modes`; a test fails when it is stale. Each row is held to its word by the test of',
    'its name in `test/misfortune`: what Vipps captured, what stays reserved, how the sale ended, what is on the review',
    'list. What stands in “…” is read off the English screen in that test, word for word.',
    '',
    '',
  ].join('\n');
  return head + areas.join('\n');
}

test('docs/failure-modes.md says what the tests prove', () => {
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, page());
  expect(readFileSync(PAGE, 'utf8')).toBe(page());
});

test('every row has its test, and every test its row', () => {
  const names = Object.values(AREAS).flatMap((modes) => Object.keys(modes));
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.test.ts') && file !== 'failure-modes-document.test.ts')
    .map((file) => file.replace('.test.ts', ''));
  expect([...names].sort()).toEqual(files.sort());
});

test('every test reads off the screen what its row says', () => {
  for (const [area, modes] of Object.entries(AREAS)) {
    for (const [name, mode] of Object.entries<FailureModes[string]>(modes)) {
      const text = readFileSync(join(FOLDER, `${name}.test.ts`), 'utf8');
      const place = `${name} of ${area}`;
      if (mode.technicianSees.length > 0)
        expect(text, place).toMatch(
          /await (?:prove(?:Refused|CreateRefused|TurnedAway)?|technicianSees)\(/,
        );
      if (mode.meanwhile !== undefined) expect(text, place).toContain('technicianRead(');
    }
  }
});

test('every test uses its row', () => {
  for (const [area, modes] of Object.entries(AREAS)) {
    for (const name of Object.keys(modes)) {
      const text = readFileSync(join(FOLDER, `${name}.test.ts`), 'utf8');
      expect(text, `${name} of ${area}`).toContain(`_MODES['${name}']`);
    }
  }
});
