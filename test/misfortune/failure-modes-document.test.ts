import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AREAS } from './modes/all-modes.ts';
import type { FailureModes } from './modes/failure-mode.ts';

const PAGE = join(process.cwd(), 'docs/failure-modes.md');
const FOLDER = join(process.cwd(), 'test/misfortune');

function row([name, mode]: [string, FailureModes[string]]): string {
  const cells = [mode.misfortune, mode.customerPays, mode.technicianSees, `\`${name}\``];
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
    'list.',
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

test('every test uses its row', () => {
  for (const [area, modes] of Object.entries(AREAS)) {
    for (const name of Object.keys(modes)) {
      const text = readFileSync(join(FOLDER, `${name}.test.ts`), 'utf8');
      expect(text, `${name} of ${area}`).toContain(`_MODES['${name}']`);
    }
  }
});
