import { KioskError } from '#core/base/errors.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { moveDatabase } from '../store/move-database.ts';
import { print, required, type Arguments } from './arguments.ts';
import { usage } from './usage.ts';

/** `sqlite:<absolute file>` or `postgresql://…`. Throws `input/invalid`. */
function databaseOf(typed: string | undefined, name: string): string {
  const text = required(
    typed,
    name,
    `${name} sqlite:<file> or ${name} postgresql://<user>@<host>/<name>`,
  );
  if (/^postgres(ql)?:\/\/./.test(text)) return text;
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file !== undefined) return `sqlite:${resolve(file)}`;
  throw new KioskError(
    'input/invalid',
    `${name} must be sqlite:<file> or postgresql://<user>@<host>/<name>.`,
  );
}

/** `database move --from <database> --to <database>`. Prints what each table holds. */
export async function databaseCommand({ words, options }: Arguments): Promise<void> {
  if (words.join(' ') !== 'move') throw usage('database');
  const from = databaseOf(options.from, '--from');
  const to = databaseOf(options.to, '--to');
  if (from === to) throw new KioskError('input/invalid', '--from and --to are the same database.');
  if (from.startsWith('sqlite:') && !existsSync(from.slice('sqlite:'.length))) {
    throw new KioskError('input/invalid', `There is no database ${from.slice('sqlite:'.length)}.`);
  }
  print(await moveDatabase(from, to));
}
