import { KioskError } from '#core/base/errors.ts';
import type { BundleKind } from '#core/replacement/bundle.ts';
import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { sendBundle } from '../composition/bundle-keeping.ts';
import { makeBundle } from '../composition/bundles.ts';
import { adoptTakenOver } from '../composition/staged-database.ts';
import { cloneSetup, takeOver, type TakeOverProblem } from '../composition/take-over.ts';
import { relayUrlOf, isEnrolmentCode } from '../composition/enrolment.ts';
import { isAllowedRelayUrl, type HardwareConfig } from '../config/config.ts';
import { isRunning, lockDataDir } from '../config/data-dir.ts';
import { OWNER_FILE } from '../config/private-files.ts';
import { fetchKeptBundle } from '../gateway/kept-bundle.ts';
import { readBundle, type ReadableBundle } from '../replacement/bundle-file.ts';
import { newRecovery } from '../replacement/recovery-key.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { keepRecovery, readRecovery } from '../store/recovery-store.ts';
import { readArguments, type TypedArguments } from './arguments.ts';
import { firstLineOfInput } from './first-line.ts';
import { isHardwarePath } from '../vend/create-controller.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

const FORMS =
  'bundle code, bundle save <file> [--setup yes], bundle send, bundle show <file>, bundle take-over [<file>] --code <enrolment code> or bundle clone <file>';

const bad = (sentence: string): KioskError => new KioskError('input/invalid', sentence);

async function say(answer: unknown): Promise<void> {
  await writeOut(`${JSON.stringify(answer)}\n`);
}

/** A problem of what was typed or given is bad input; one of the world is not. */
function failure({ code, message }: TakeOverProblem): KioskError {
  const isOfTheWorld = code === 'unreachable' || code === 'no-relay' || code === 'refused';
  return new KioskError(isOfTheWorld ? 'gateway/unreachable' : 'input/invalid', message);
}

async function bundleIn(file: string): Promise<ReadableBundle> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new KioskError('input/invalid', `${file} cannot be read.`, { cause });
  });
  return readable(bytes, file);
}

function readable(bytes: Uint8Array, name: string): ReadableBundle {
  const bundle = readBundle(bytes);
  if (bundle.ok) return bundle.value;
  throw bad(`${name} is no bundle that this version can read.`);
}

/** Makes a recovery code: bundles are opened by it from now on. It is printed once. */
async function code(dataDir: string): Promise<void> {
  const { code: recoveryCode, key } = await newRecovery();
  await withStores(dataDir, ({ database }) => {
    keepRecovery(database, key, createSystemClock());
  });
  await say({ recoveryCode });
}

/** Lets the relay keep a bundle now; the running kiosk does so every day. */
async function send(dataDir: string): Promise<void> {
  const clock = createSystemClock();
  const sent = await withStores(dataDir, ({ database }) =>
    sendBundle({ dataDir, database, clock }),
  );
  if (!sent.ok) throw new KioskError('gateway/unreachable', sent.error);
  await say({ kept: sent.value });
}

async function save(file: string, dataDir: string, kind: BundleKind): Promise<void> {
  const recovery = await withStores(dataDir, ({ database }) => readRecovery(database));
  if (recovery === undefined)
    throw new KioskError('config/missing', 'There is no recovery code yet: say bundle code first.');
  const nowMs = createSystemClock().nowMs();
  const draft = `${file}.part`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
  const target = await open(draft, flags, OWNER_FILE).catch((cause: unknown) => {
    throw new KioskError('input/invalid', `${file} cannot be written.`, { cause });
  });
  let bytes = 0;
  try {
    for await (const piece of makeBundle({ dataDir, kind, sinceMs: 0, recovery, nowMs })) {
      await target.writeFile(piece);
      bytes += piece.length;
    }
    await target.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await target.close();
  }
  await rename(draft, file);
  await say({ bundle: file, kind, bytes });
}

/** Makes what was taken over the database at once, not only at the next start. */
function adopt(dataDir: string): void {
  const unlock = lockDataDir(dataDir);
  try {
    adoptTakenOver(dataDir);
  } finally {
    unlock();
  }
}

function hardwareIn(given: TypedArguments): Partial<HardwareConfig> {
  const path = given.optional('path');
  if (path === undefined) return {};
  if (isHardwarePath(path)) return { path };
  throw bad(`--path ${path} must be a tty such as /dev/serial/by-id/… or tcp://host:port.`);
}

function relayUrlIn(given: TypedArguments): string | undefined {
  const typed = given.optional('relay');
  if (typed === undefined) return undefined;
  const url = relayUrlOf(typed);
  if (isAllowedRelayUrl(url)) return url;
  throw bad(`--relay ${url} must start with https:// (http:// only on this computer).`);
}

async function keptBundle(relayUrl: string | undefined, code: string): Promise<ReadableBundle> {
  if (relayUrl === undefined)
    throw bad('Name the file of a bundle, or the relay that keeps one: --relay.');
  const kept = await fetchKeptBundle({ relayUrl, code, clock: createSystemClock() });
  if (!kept.ok) throw new KioskError('gateway/unreachable', kept.error.message);
  return readable(kept.value, 'What the relay keeps');
}

async function replace(file: string | undefined, given: TypedArguments): Promise<void> {
  const dataDir = given.required('data-dir');
  const enrolmentCode = given.required('code');
  const relayUrl = relayUrlIn(given);
  const hardware = hardwareIn(given);
  if (!isEnrolmentCode(enrolmentCode))
    throw bad('The enrolment code has eight letters and digits.');
  if (isRunning(dataDir)) throw new KioskError('store/locked', `A kiosk runs on ${dataDir}.`);
  const bundle =
    file === undefined ? await keptBundle(relayUrl, enrolmentCode) : await bundleIn(file);
  const recoveryCode = await firstLineOfInput();
  const clock = createSystemClock();
  const order = { dataDir, bundle, recoveryCode, enrolmentCode, relayUrl, hardware, clock };
  const done = await takeOver(order);
  if (!done.ok) throw failure(done.error);
  adopt(dataDir);
  await say(done.value);
}

async function clone(file: string, dataDir: string): Promise<void> {
  if (isRunning(dataDir)) throw new KioskError('store/locked', `A kiosk runs on ${dataDir}.`);
  const bundle = await bundleIn(file);
  const done = await cloneSetup({ dataDir, bundle, recoveryCode: await firstLineOfInput() });
  if (!done.ok) throw failure(done.error);
  adopt(dataDir);
  await say({ cloned: bundle.facts.machineId, hardware: done.value.hardware });
}

/** `bundle code | save | show | take-over | clone`: a new PC for a machine, or another machine that is set up alike. */
export async function runBundle(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir', 'code', 'relay', 'path', 'setup']);
  const [verb, file, surplus] = given.rest;
  if (surplus !== undefined) throw bad(`“${surplus}” is not understood.`);
  if (verb === 'take-over') return replace(file, given);
  if (verb === 'send' && file === undefined) return send(given.required('data-dir'));
  if (verb === 'code' && file === undefined) return code(given.required('data-dir'));
  if (file === undefined) throw bad(`Say ${FORMS}.`);
  if (verb === 'show') return say((await bundleIn(file)).facts);
  const dataDir = given.required('data-dir');
  if (verb === 'clone') return clone(file, dataDir);
  if (verb !== 'save') throw bad(`Say ${FORMS}.`);
  return save(file, dataDir, given.optional('setup') === undefined ? 'machine' : 'setup');
}
