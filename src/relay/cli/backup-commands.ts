import { resolve } from 'node:path';
import { readRelayConfig } from '../config/read-config.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { backUp, restore } from '../store/backup.ts';
import { backUpInto } from '../store/backup-folder.ts';
import { notUnderstood, print, required, type Arguments } from './arguments.ts';

/** `backup --to <file>`, or into the folder that relay.json names; also while the relay runs. */
export async function backupCommand(
  configPath: string,
  { words, options }: Arguments,
): Promise<void> {
  if (words.length > 0) throw notUnderstood(words.join(' '));
  const { database, backup } = readRelayConfig(configPath);
  if (options.to === undefined && backup !== undefined) {
    print(await backUpInto(database, backup, { nowMs: createSystemClock().nowMs() }));
    return;
  }
  const hint = '--to <file>, or name a folder in relay.json (backup)';
  const file = resolve(required(options.to, '--to', hint));
  print({ backup: file, bytes: await backUp(database, file) });
}

/** `restore --from <file>`, into an empty database and while no relay runs. Prints what each table holds. */
export async function restoreCommand(
  configPath: string,
  { words, options }: Arguments,
): Promise<void> {
  if (words.length > 0) throw notUnderstood(words.join(' '));
  const file = resolve(required(options.from, '--from', '--from <file of a backup>'));
  const { database } = readRelayConfig(configPath);
  const { tables } = await restore(file, database, createSystemClock().nowMs());
  print({ restored: file, tables });
}
