import type { UpdateManifest } from '#core/update/manifest.ts';
import { generateKeyPairSync, createHash, type KeyObject } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { publicKeyOf, signManifest } from '../../../scripts/sign-update.ts';
import { ROOT } from '../../../scripts/programs.ts';

export const CHOOSER = join(ROOT, 'resources/host/chooser');
const DAY_MS = 86_400_000;

export interface TestKey {
  readonly secret: KeyObject;
  readonly name: string;
}

export function newKey(): TestKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { secret: privateKey, name: publicKeyOf(privateKey) };
}

/** The one in use, the one in the safe, and the one that follows. */
export const KEYS = { first: newKey(), second: newKey(), third: newKey() };

/** What a stand-in does when it is started; `$DID` is the file in which it notes its starts. */
export const BEHAVIOURS = {
  healthy: 'printf "%s\\n" "$VENDSKAP_START" >healthy.new; mv healthy.new healthy; sleep 0.2',
  crash: 'exit 7',
  'crash by signal': 'kill -SEGV $$',
  hang: 'sleep 60',
  'fails its check':
    'printf "%s relay\\n" "$VENDSKAP_START" >failed.new; mv failed.new failed; sleep 60',
  'failed migration':
    'printf "%s store\\n" "$VENDSKAP_START" >failed.new; mv failed.new failed; exit 1',
  'ends well': 'exit 0',
} as const;
export type Behaviour = keyof typeof BEHAVIOURS;

/** A program in place of the AppImage: notes that it was started, and behaves. Padded to a size. */
export function standIn(version: string, behaviour: Behaviour, sizeBytes = 0): Buffer {
  const script = `#!/bin/sh
cd "$VENDSKAP_VERSIONS" || exit 1
echo "${version} $VENDSKAP_TRIAL $*" >>starts.txt
${BEHAVIOURS[behaviour]}
exit 0
`;
  const text = Buffer.from(script);
  return Buffer.concat([text, Buffer.alloc(Math.max(0, sizeBytes - text.length), '#\n')]);
}

export function sha512(bytes: Uint8Array): string {
  return createHash('sha512').update(bytes).digest('hex');
}

export interface SignedVersion {
  readonly manifest: UpdateManifest;
  readonly text: string;
  readonly image: Buffer;
  readonly id: string;
}

/** A version, signed. */
export function signedVersion(
  version: string,
  given: {
    readonly image?: Buffer;
    readonly manifest?: Partial<UpdateManifest>;
    readonly signedBy?: readonly TestKey[];
    readonly nowMs?: number;
  } = {},
): SignedVersion {
  const {
    image = standIn(version, 'healthy'),
    nowMs = Date.now(),
    signedBy = [KEYS.first],
  } = given;
  const manifest: UpdateManifest = {
    version,
    kind: 'kiosk-linux-x64',
    ring: 'all',
    minimumVersion: '0.1.0',
    issuedAtMs: nowMs - DAY_MS,
    expiresAtMs: nowMs + 60 * DAY_MS,
    schema: { oldest: 0, own: 12, rollBackTo: 12 },
    sizeBytes: image.length,
    sha512: sha512(image),
    keys: [KEYS.first.name, KEYS.second.name],
    ...given.manifest,
  };
  const text = signManifest(
    manifest,
    signedBy.map(({ secret }) => secret),
  );
  return { manifest, text, image, id: `${version}-${manifest.sha512.slice(0, 12)}` };
}

/** Writes the AppImage and its update file as they lie in a folder of releases or on a stick. @returns the AppImage */
export function putRelease(folder: string, { manifest, text, image }: SignedVersion): string {
  mkdirSync(folder, { recursive: true });
  const stem = join(folder, `vendskap-${manifest.version}-x64`);
  writeFileSync(`${stem}.AppImage`, image);
  chmodSync(`${stem}.AppImage`, 0o755);
  writeFileSync(`${stem}.update.json`, text);
  return `${stem}.AppImage`;
}

/** Runs the chooser to its end. */
export function choose(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly stderr: string; readonly stdout: string } {
  const done = spawnSync(CHOOSER, words, {
    encoding: 'utf8',
    timeout: 90_000,
    env: { ...process.env, VENDSKAP_HEALTH_SECONDS: '2', ...env },
  });
  return { code: done.status, stderr: done.stderr, stdout: done.stdout };
}

/** Starts the chooser and leaves it running. */
export function startChooser(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(CHOOSER, words, {
    stdio: 'ignore',
    env: { ...process.env, VENDSKAP_HEALTH_SECONDS: '60', ...env },
  });
  return { child, ended: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null) };
}

export interface Versions {
  readonly folder: string;
  /** Where the files of releases lie. */
  readonly releases: string;
  /** Lines of the chooser's state, by key. */
  state(): Readonly<Record<string, string>>;
  /** What was started, oldest first: `0.1.0 no`. */
  starts(): readonly string[];
  close(): void;
}

function readIf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A folder of versions with one that was installed by the chooser. */
export function installedVersions(first: SignedVersion): Versions {
  const root = mkdtempSync(join(tmpdir(), 'vendskap-versions-'));
  const folder = join(root, 'versions');
  const releases = join(root, 'releases');
  const image = putRelease(join(root, 'medium'), first);
  mkdirSync(releases);
  const done = choose(['install', folder, image, image.replace('.AppImage', '.update.json')]);
  if (done.code !== 0) throw new Error(done.stderr);
  return {
    folder,
    releases,
    state: () => {
      const lines = readIf(join(folder, 'state')).trimEnd().split('\n');
      return Object.fromEntries(
        lines.map((line) => {
          const at = line.indexOf(' ');
          return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
        }),
      );
    },
    starts: () =>
      readIf(join(folder, 'starts.txt'))
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    close: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
