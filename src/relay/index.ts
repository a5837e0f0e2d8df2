import { isKioskError, type KioskErrorCode } from '#core/base/errors.ts';
import { inspect } from 'node:util';
import { notUnderstood, parseArguments, required, type Arguments } from './cli/arguments.ts';
import { backupCommand, restoreCommand } from './cli/backup-commands.ts';
import { alertCommand, machineCommand, webhookCommand } from './cli/commands.ts';
import { checkCommand } from './cli/check.ts';
import { databaseCommand } from './cli/database-command.ts';
import { serve } from './cli/serve.ts';
import { checkOptions, usage } from './cli/usage.ts';

/** Bad input exits with 2; what was understood but cannot be done now, with 1 (design §11). */
const BAD_INPUT: readonly KioskErrorCode[] = ['input/invalid', 'config/invalid'];

/** Each with `--config relay.json`. */
const COMMANDS: ReadonlyMap<string, (configPath: string, typed: Arguments) => Promise<void>> =
  new Map([
    ['serve', serveCommand],
    ['check', checkCommand],
    ['machine', machineCommand],
    ['webhook', webhookCommand],
    ['alert', alertCommand],
    ['backup', backupCommand],
    ['restore', restoreCommand],
  ]);

/** Of these the first word says what to do. */
const NEEDS_WORDS: readonly string[] = ['machine', 'webhook', 'alert'];

function serveCommand(configPath: string, { words }: Arguments): Promise<void> {
  if (words.length > 0) throw notUnderstood(words.join(' '));
  return serve(configPath);
}

async function main(): Promise<void> {
  const typed = parseArguments();
  const { name, words, options } = typed;
  checkOptions(typed);
  if (name === 'database') return databaseCommand(typed);
  const command = COMMANDS.get(name ?? '');
  if (command === undefined) throw usage();
  const isTypedAlone = words.length === 0 && Object.keys(options).length === 0;
  if (isTypedAlone || (words.length === 0 && NEEDS_WORDS.includes(name ?? ''))) throw usage(name);
  await command(required(options.config, '--config', '--config relay.json'), typed);
}

try {
  await main();
} catch (error) {
  const isKnown = isKioskError(error);
  process.stderr.write(`${isKnown ? error.message : inspect(error)}\n`);
  process.exitCode = isKnown && BAD_INPUT.includes(error.code) ? 2 : 1;
}
process.exit();
