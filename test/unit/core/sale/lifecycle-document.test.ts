import { SALE_STATES, SALE_TRANSITIONS } from '#core/sale/transition-table.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PATH = join(import.meta.dirname, '../../../../docs/sale-lifecycle.md');

/** The document is generated: `UPDATE_DOCS=1 npx vitest run test/unit/core/sale/lifecycle-document.test.ts`. */
function document(): string {
  const rows = SALE_STATES.flatMap((state) =>
    SALE_TRANSITIONS.filter((cell) => cell.from === state).map(
      (cell) => `| ${cell.from} | ${cell.on} | ${cell.to.join(', ')} | ${cell.meaning} |`,
    ),
  );
  return [
    '# The life of a sale',
    '',
    'Generated from `src/core/sale/transition-table.ts`; a test fails when it is stale. An event without a row changes nothing.',
    '',
    '| state | event | next | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

it('docs/sale-lifecycle.md is the table', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PATH, document());
  expect(readFileSync(PATH, 'utf8')).toBe(document());
});
