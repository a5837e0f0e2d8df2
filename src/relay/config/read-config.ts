import { KioskError, reasonOf } from '#core/base/errors.ts';
import { withoutMark } from '#core/base/text.ts';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import {
  relayConfigSchema,
  type RelayConfig,
  type SecretSource,
  type TracingConfig,
} from './relay-config.ts';

function fail(path: string, sentence: string, cause?: unknown): never {
  throw new KioskError('config/invalid', `${path}: ${sentence}`, { cause });
}

function whyNotRead(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'this is a folder, not a file.';
  return code === 'EACCES'
    ? 'this user may not read this file: run the command as the user of the relay.'
    : 'this file cannot be read.';
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    return fail(path, whyNotRead(cause), cause);
  }
}

/** The place only: the engine's own words quote the text, which may be a secret. */
function placeOf(cause: unknown): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(reasonOf(cause)) ?? [];
  return line === undefined || column === undefined
    ? ''
    : `: look at line ${line}, column ${column}`;
}

function parseJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(withoutMark(text));
  } catch (cause) {
    return fail(path, `this file is not JSON${placeOf(cause)}.`, cause);
  }
}

/** Where the example of a package says what an operator writes there. */
const TO_FILL_IN = /^FILL IN: (.+)$/;

/** The first key that still says `FILL IN: what`, with that what. */
function notFilledIn(
  value: unknown,
  keys: readonly string[] = [],
): { readonly key: string; readonly what: string } | undefined {
  const what = typeof value === 'string' ? TO_FILL_IN.exec(value)?.[1] : undefined;
  if (what !== undefined) return { key: keys.join('.'), what };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = notFilledIn(inner, [...keys, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function backupIn(backup: RelayConfig['backup'], folder: string): RelayConfig['backup'] {
  return backup && { ...backup, folder: resolve(folder, backup.folder) };
}

type Reveal = (value: SecretSource, key: string) => string;

function revealTracing(
  tracing: z.infer<typeof relayConfigSchema>['tracing'],
  reveal: Reveal,
): TracingConfig | undefined {
  if (tracing === undefined) return undefined;
  const headers = Object.entries(tracing.headers ?? {}).map(
    ([name, value]) => [name, reveal(value, `tracing.headers.${name}`)] as const,
  );
  return { ...tracing, headers: Object.fromEntries(headers) };
}

/** The folder of releases, from beside `relay.json`. */
function updatesIn(
  folder: string,
  { updates }: Pick<RelayConfig, 'updates'>,
): Pick<RelayConfig, 'updates'> {
  return updates === undefined
    ? {}
    : { updates: { ...updates, folder: resolve(folder, updates.folder) } };
}

/** Reads and checks the whole file. Throws `config/invalid`, naming the first key that is wrong. */
export function readRelayConfig(path: string): RelayConfig {
  const written = parseJson(path);
  const missing = notFilledIn(written);
  if (missing !== undefined) fail(path, `fill in the key “${missing.key}”: ${missing.what}.`);
  const parsed = relayConfigSchema.safeParse(written, { reportInput: true });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.path.join('.') ?? '';
    const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
    fail(
      path,
      `the key “${key}” ${isMissing ? 'is missing: it ' : ''}${issue?.message ?? 'is wrong'}.`,
    );
  }
  const folder = dirname(resolve(path));
  const reveal: Reveal = (value, key) => {
    if (typeof value === 'string') return value;
    // An editor may add a line end or a byte order mark, which are not part of the secret.
    const [text, from] =
      'file' in value
        ? [readText(resolve(folder, value.file)), `file ${value.file}, which is empty`]
        : [process.env[value.env], `environment variable ${value.env}, which is not set`];
    const plain = text?.trim() ?? '';
    return plain === '' ? fail(path, `the key “${key}” names the ${from}.`) : plain;
  };
  const { salesUnits, database, alerts, tracing, backup, ...rest } = parsed.data;
  const revealOptional = (value: SecretSource | undefined, key: string): string | undefined =>
    value === undefined ? undefined : reveal(value, key);
  return {
    ...rest,
    ...updatesIn(folder, rest),
    database: databaseOf(path, reveal(database, 'database'), folder),
    alerts: {
      webhook: alerts.webhook && {
        url: alerts.webhook.url,
        secret: revealOptional(alerts.webhook.secret, 'alerts.webhook.secret'),
      },
      email: alerts.email && {
        from: alerts.email.from,
        to: alerts.email.to,
        smtp: {
          ...alerts.email.smtp,
          user: alerts.email.smtp.user,
          password: revealOptional(alerts.email.smtp.password, 'alerts.email.smtp.password'),
        },
      },
    },
    tracing: revealTracing(tracing, reveal),
    backup: backupIn(backup, folder),
    salesUnits: salesUnits.map((unit) => ({
      ...unit,
      vipps: {
        baseUrl: unit.vipps.baseUrl,
        clientId: reveal(unit.vipps.clientId, 'vipps.clientId'),
        clientSecret: reveal(unit.vipps.clientSecret, 'vipps.clientSecret'),
        subscriptionKey: reveal(unit.vipps.subscriptionKey, 'vipps.subscriptionKey'),
      },
    })),
  };
}

function databaseOf(path: string, database: string, folder: string): string {
  if (/^postgres(ql)?:\/\/./.test(database)) return database;
  const file = /^sqlite:(.+)$/.exec(database)?.[1];
  if (file === undefined) {
    fail(path, 'the key “database” must be sqlite:<file> or postgresql://<user>@<host>/<name>.');
  }
  return `sqlite:${resolve(folder, file)}`;
}

/** The permission bits of everybody but the owner. */
const OTHERS = 0o077;
/** The group may read, and nobody else may do anything. */
const GROUP_READS = 0o040;

/** A service reads what belongs to root through its own group, in which there is nobody else. */
function isExposed(file: string): boolean {
  const { mode, uid, gid } = statSync(file);
  const open = mode & OTHERS;
  const isForThisService = uid === 0 && process.getuid?.() !== 0 && gid === process.getgid?.();
  return open !== 0 && !(isForThisService && open === GROUP_READS);
}

function filesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'file' in value && typeof value.file === 'string' ? [value.file] : [];
  return [...own, ...Object.values(value).flatMap(filesIn)];
}

/** Of `relay.json` and the secret files that it names: those that others than their owner may read. */
export function exposedFiles(configPath: string): readonly string[] {
  // Windows has no such permission bits.
  if (process.platform === 'win32') return [];
  const folder = dirname(resolve(configPath));
  const files = [
    configPath,
    ...filesIn(parseJson(configPath)).map((file) => resolve(folder, file)),
  ];
  return files.filter(isExposed);
}
