/**
 * Signs a release, on a computer that need not be on any network (docs/updates.md).
 *
 *   npm run release:sign -- key <file.pem>
 *   npm run release:sign -- <AppImage> --key <file.pem> --keys <public>,<public> [--ring all] [--minimum 0.1.0] [--days 60]
 */
import { isUpdateRing, type UpdateManifest, type UpdateRing } from '#core/update/manifest.ts';
import { isVersion } from '#core/update/version.ts';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KIOSK_MIGRATIONS, KIOSK_RUNS_FROM } from '../src/main/store/kiosk-schema.ts';
import { makeKey, publicKeyOf, readKey, releaseName, signRelease } from './sign-update.ts';

const DAY_MS = 86_400_000;
const USAGE =
  'Say release:sign -- key <file.pem>, or release:sign -- <AppImage> --key <file.pem> --keys <public>,<public>.';

class BadInput extends Error {}

function refuse(sentence: string): never {
  throw new BadInput(sentence);
}

function text(value: string | undefined, name: string): string {
  return value ?? refuse(`${name} is missing. ${USAGE}`);
}

function ringOf(word: string): UpdateRing {
  return isUpdateRing(word) ? word : refuse('--ring must be test, early or all.');
}

function wholeNumber(word: string, name: string, most: number): number {
  const value = /^\d{1,6}$/.test(word) ? Number(word) : NaN;
  return value <= most ? value : refuse(`${name} must be a whole number up to ${String(most)}.`);
}

function keysOf(words: string): readonly string[] {
  const keys = words.split(',');
  const areKeys = keys.every((key) => Buffer.from(key, 'base64').length === 32);
  if (keys.length === 2 && areKeys && keys[0] !== keys[1]) return keys;
  return refuse('--keys must be two different public keys with a comma between them.');
}

function keyIn(file: string): ReturnType<typeof readKey> {
  try {
    return readKey(file);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function newKey(file: string | undefined): void {
  const path = text(file, 'The file');
  if (existsSync(path)) refuse(`${path} is there already: a key is never overwritten.`);
  process.stdout.write(`${JSON.stringify({ file: path, publicKey: makeKey(path) })}\n`);
}

const option = { type: 'string' } as const;

function typed() {
  return parseArgs({
    options: {
      ...{ key: option, keys: option, ring: option, minimum: option, days: option },
      ...{ 'oldest-schema': option, 'roll-back-to': option },
    },
    allowPositionals: true,
  });
}
type Options = ReturnType<typeof typed>['values'];

function schemaOf(options: Options): UpdateManifest['schema'] {
  const own = KIOSK_MIGRATIONS.length;
  const { 'oldest-schema': oldest = '0', 'roll-back-to': back = String(KIOSK_RUNS_FROM) } = options;
  return {
    oldest: wholeNumber(oldest, '--oldest-schema', own),
    own,
    rollBackTo: wholeNumber(back, '--roll-back-to', own),
  };
}

async function signImage(image: string, options: Options): Promise<void> {
  if (releaseName(image) === undefined || !existsSync(image)) {
    refuse(`${image} is no file that is named like vendskap-1.2.3-x64.AppImage.`);
  }
  const keyFile = text(options.key, '--key');
  if (!existsSync(keyFile)) refuse(`There is no file ${keyFile}.`);
  const key = keyIn(keyFile);
  const { minimum: minimumVersion = '0.1.0', days = '60', ring = 'all' } = options;
  if (!isVersion(minimumVersion)) refuse('--minimum must look like 1.2.3.');
  const issuedAtMs = Date.now();
  const expiresAtMs = issuedAtMs + wholeNumber(days, '--days', 365) * DAY_MS;
  const release = { image, minimumVersion, ring: ringOf(ring), issuedAtMs, expiresAtMs };
  const keys = keysOf(text(options.keys, '--keys'));
  const updateFile = await signRelease({ ...release, schema: schemaOf(options), keys }, [key]);
  const expiresAt = new Date(expiresAtMs).toISOString();
  process.stdout.write(
    `${JSON.stringify({ updateFile, signedBy: publicKeyOf(key), expiresAt })}\n`,
  );
}

async function main(): Promise<void> {
  const { values, positionals } = typed();
  const [first, second, surplus] = positionals;
  if (first === 'key' && surplus === undefined) newKey(second);
  else if (first !== undefined && second === undefined) await signImage(first, values);
  else refuse(USAGE);
}

try {
  await main();
} catch (error) {
  const sentence =
    error instanceof Error ? `${error.message.split(/[.\n](?:\s|$)/)[0] ?? ''}.` : String(error);
  const isBadInput = error instanceof BadInput || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${sentence}\n`);
  process.exitCode = isBadInput ? 2 : 1;
}
