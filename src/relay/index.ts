import { isKioskError, type KioskErrorCode } from '#core/base/errors.ts';
import { inspect } from 'node:util';
import { notUnderstood, parseArguments, required, usage } from './cli/arguments.ts';
import { alertCommand, machineCommand, webhookCommand } from './cli/commands.ts';
import { checkCommand } from './cli/check.ts';
import { databaseCommand } from './cli/database-command.ts';
import { serve } from './cli/serve.ts';

/** Bad input exits with 2; what was understood but cannot be done now, with 1 (design §11). */
const BAD_INPUT: readonly KioskErrorCode[] = ['input/invalid', 'config/invalid'];

async function main(): Promise<void> {
  const typed = parseArguments();
  const { name, words, options } = typed;
  if (name === 'database') return databaseCommand(typed);
  if (name === undefined || !['serve', 'check', 'machine', 'alert', 'webhook'].includes(name))
    throw usage();
  const configPath = required(options.config, '--config');
  if (name === 'machine') await machineCommand(configPath, typed);
  else if (name === 'webhook') await webhookCommand(configPath, typed);
  else if (name === 'check') await checkCommand(configPath, typed);
  else if (name === 'alert') await alertCommand(configPath, typed);
  else if (words.length === 0) await serve(configPath);
  else throw notUnderstood(words.join(' '));
}

try {
  await main();
} catch (error) {
  const isKnown = isKioskError(error);
  process.stderr.write(`${isKnown ? error.message : inspect(error)}\n`);
  process.exitCode = isKnown && BAD_INPUT.includes(error.code) ? 2 : 1;
}
process.exit();
