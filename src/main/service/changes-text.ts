import type { AuditEntry, AuditLog } from '#core/changes/audit-log.ts';
import { stringify } from 'csv-stringify/sync';

const PAGE = 200;
const COLUMNS = [
  'sequence',
  'at',
  'by',
  'kind',
  'detail',
  'subject',
  'id',
  'field',
  'old',
  'new',
  'undoes',
  'undoneBy',
  'hash',
] as const;

/** Newest first, page by page. */
function* pages(changes: Pick<AuditLog, 'entries'>): Generator<readonly AuditEntry[]> {
  let page = changes.entries(undefined, PAGE);
  while (page.length > 0) {
    yield page;
    page = changes.entries(page.at(-1)?.sequence, PAGE);
  }
}

/** One row for each changed value; an entry that changes nothing gets one row. */
function rowsOf(entry: AuditEntry): readonly (readonly unknown[])[] {
  const { sequence, by, kind, detail, undoes, undoneBy, hash } = entry;
  const head = [sequence, new Date(entry.atMs).toISOString(), by, kind, detail];
  const tail = [undoes, undoneBy, hash];
  if (entry.patches.length === 0) return [[...head, '', '', '', '', '', ...tail]];
  return entry.patches.map((patch) => [
    ...head,
    patch.subject,
    patch.id,
    patch.field,
    patch.old === null ? '' : String(patch.old),
    patch.new === null ? '' : String(patch.new),
    ...tail,
  ]);
}

/** The audit log as text, page by page, newest first. Guards names that look like formulas. */
export async function* changeLogText(
  changes: Pick<AuditLog, 'entries'>,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  const isCsv = format === 'csv';
  yield isCsv ? stringify([[...COLUMNS]]) : '[\n';
  let between = '';
  for (const page of pages(changes)) {
    const rows = page.flatMap(rowsOf);
    if (isCsv) yield stringify(rows, { escape_formulas: true });
    else yield between + page.map((entry) => JSON.stringify(entry)).join(',\n');
    between = ',\n';
    // Lets sales run between the pages.
    await new Promise(setImmediate);
  }
  if (!isCsv) yield '\n]\n';
}
