import { KioskError } from '#core/base/errors.ts';
import { salesText } from '../service/sales-text.ts';
import { readArguments } from './arguments.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

/** `sales export --format json|csv`: every sale, oldest first; also while the machine runs. */
export async function runSales(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['format', 'data-dir']);
  const format = given.optional('format') ?? 'json';
  const dataDir = given.required('data-dir');
  if (given.rest[0] !== 'export' || given.rest.length > 1) {
    throw new KioskError('input/invalid', 'Say sales export --format json (or csv).');
  }
  if (format !== 'json' && format !== 'csv') {
    throw new KioskError('input/invalid', `--format ${format} must be json or csv.`);
  }
  await withStores(dataDir, async ({ readExported }) => {
    for await (const piece of salesText(readExported, format)) await writeOut(piece);
  });
}
