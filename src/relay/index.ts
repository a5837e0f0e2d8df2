import { isKioskError, KioskError, type KioskErrorCode, reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { inspect, parseArgs } from 'node:util';
import { testAlerts } from './alerts/test-alerts.ts';
import { createBoundedLog } from './runtime/bounded-log.ts';
import { createSystemClock } from './runtime/clock.ts';
import { readRelayConfig } from './config/relay-config.ts';
import { exposedFiles } from './config/exposed-files.ts';
import { createLog } from './runtime/log.ts';
import {
  addMachine,
  newCode,
  removeMachine,
  rotateMachine,
  type CommandDeps,
} from './machines/manage-machines.ts';
import { alertChannelsOf, createRelay } from './relay.ts';
import { createSalesUnits } from './vipps/sales-units.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import { createVippsHttp } from './runtime/http-client.ts';
import { allWebhooks, removeWebhook } from './webhooks/manage-webhooks.ts';

/** Bad input ends with 2; what was understood but cannot be done now, with 1 (design §11). */
const BAD_INPUT: readonly KioskErrorCode[] = ['input/invalid', 'config/invalid'];
const USAGE =
  'Say serve, or machine add <id> --sales-unit <msn> --location <text>, machine list, machine code <id>, ' +
  'machine rotate <id>, machine remove <id>, webhook list, webhook remove <id> or alert test; each with --config relay.json.';

function typed(): {
  readonly values: {
    readonly config?: string | undefined;
    readonly 'sales-unit'?: string | undefined;
    readonly location?: string | undefined;
  };
  readonly positionals: readonly string[];
} {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: { config: text, 'sales-unit': text, location: text },
      allowPositionals: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? '') : '';
    throw new KioskError('input/invalid', `${reason}.`, { cause });
  }
}

function required(value: string | undefined, name: string): string {
  if (value !== undefined && value !== '') return value;
  throw new KioskError('input/invalid', `${name} is missing.`);
}

function say(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** Every frame, request, job and timer has its own catch: what still comes here is a defect, and ends nobody's sale. */
function outliveDefects(log: Log): void {
  const report = (error: unknown): void => {
    const stack = error instanceof Error ? error.stack : undefined;
    log.error('a defect: nobody caught this', { error: reasonOf(error), stack });
  };
  process.on('unhandledRejection', report);
  process.on('uncaughtException', report);
}

async function serve(configPath: string): Promise<void> {
  const clock = createSystemClock();
  const log = createBoundedLog(createLog(), clock);
  const config = readRelayConfig(configPath);
  outliveDefects(log);
  for (const file of exposedFiles(configPath)) {
    log.warn('others can read a file with secrets: chmod 600', { file });
  }
  const stopAsked = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const relay = createRelay(config, { clock, log });
  const { url, adminUrl } = await relay.start();
  say({ ready: true, url, adminUrl });
  await stopAsked;
  await relay.stop();
}

async function list({ store }: CommandDeps): Promise<void> {
  for (const machine of await store.machines()) say(machine);
}

async function machineCommand(
  deps: CommandDeps,
  words: readonly string[],
  { location, 'sales-unit': salesUnit }: ReturnType<typeof typed>['values'],
): Promise<void> {
  const [verb, id, surplus] = words;
  if (verb === 'list' && id === undefined) return list(deps);
  const machineId = required(id, 'The machine id');
  if (surplus !== undefined)
    throw new KioskError('input/invalid', `“${surplus}” is not understood.`);
  switch (verb) {
    case 'add':
      say(
        await addMachine(deps, {
          machineId,
          salesUnit: required(salesUnit, '--sales-unit'),
          location: required(location, '--location'),
        }),
      );
      break;
    case 'code':
      say(await newCode(deps, machineId));
      break;
    case 'rotate':
      say(await rotateMachine(deps, machineId));
      break;
    case 'remove':
      await removeMachine(deps, machineId);
      break;
    default:
      throw new KioskError('input/invalid', USAGE);
  }
}

async function manage(
  configPath: string,
  words: readonly string[],
  values: ReturnType<typeof typed>['values'],
): Promise<void> {
  const config = readRelayConfig(configPath);
  const clock = createSystemClock();
  const http = createVippsHttp(clock);
  const store = openSqliteStore(config.databaseFile);
  try {
    const units = createSalesUnits(config, { http, clock });
    await machineCommand({ store, units, clock }, words, values);
  } finally {
    await store.close();
    await http.close();
  }
}

async function alertTest(configPath: string): Promise<void> {
  const config = readRelayConfig(configPath);
  const clock = createSystemClock();
  const http = createVippsHttp(clock);
  try {
    const results = await testAlerts(alertChannelsOf(config, http), clock.nowMs());
    say(results);
    const failed = Object.values(results).find((result) => result !== 'delivered');
    if (failed !== undefined) throw new KioskError('gateway/unreachable', failed);
  } finally {
    await http.close();
  }
}

async function webhookCommand(configPath: string, words: readonly string[]): Promise<void> {
  const [verb, id, surplus] = words;
  const isList = verb === 'list' && id === undefined;
  if (!isList && (verb !== 'remove' || surplus !== undefined)) {
    throw new KioskError('input/invalid', USAGE);
  }
  const config = readRelayConfig(configPath);
  const clock = createSystemClock();
  const http = createVippsHttp(clock);
  try {
    const units = createSalesUnits(config, { http, clock });
    if (!isList) say(await removeWebhook(units, required(id, 'The id of the registration')));
    else for (const one of await allWebhooks(units)) say(one);
  } finally {
    await http.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = typed();
  const [name, ...words] = positionals;
  if (name === undefined || !['serve', 'machine', 'alert', 'webhook'].includes(name)) {
    throw new KioskError('input/invalid', USAGE);
  }
  const configPath = required(values.config, '--config');
  if (name === 'machine') await manage(configPath, words, values);
  else if (name === 'webhook') await webhookCommand(configPath, words);
  else if (name === 'alert' && words[0] === 'test' && words.length === 1)
    await alertTest(configPath);
  else if (name === 'serve' && words.length === 0) await serve(configPath);
  else throw new KioskError('input/invalid', `“${words.join(' ')}” is not understood.`);
}

try {
  await main();
} catch (error) {
  const isPlain = isKioskError(error);
  process.stderr.write(`${isPlain ? error.message : inspect(error)}\n`);
  process.exitCode = isPlain && BAD_INPUT.includes(error.code) ? 2 : 1;
}
process.exit();
