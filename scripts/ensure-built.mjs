/**
 * Builds what is missing or out of date: `node scripts/ensure-built.mjs relay headless …`. Programs: relay, headless,
 * simulator, electron. Says what it does on stderr; instant when there is nothing to do. Several commands may
 * start at once: one builds, the others wait.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeNotices } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');

const COMMON = [
  'package.json',
  'package-lock.json',
  'scripts/notices.mjs',
  'src/core',
  'src/contract',
];
const NODE = 'vite.node.config.ts';
const PROGRAMS = {
  relay: [NODE, 'src/relay', 'src/sqlite'],
  headless: [NODE, 'src/main', 'src/sqlite'],
  simulator: [NODE, 'src/simulator'],
  electron: [
    'electron.vite.config.ts',
    NODE,
    'scripts/ensure-built.mjs',
    'src/main',
    'src/sqlite',
    'src/preload',
    'src/renderer',
    'resources',
  ],
};

function* files(path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) yield path;
  else for (const name of readdirSync(full).sort()) yield* files(join(path, name));
}

function fingerprint(program) {
  const hash = createHash('sha256').update(process.version);
  for (const source of [...COMMON, ...PROGRAMS[program]]) {
    for (const file of files(source)) {
      hash.update(`${file}\0`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex');
}

function isFresh(program, wanted) {
  const stamp = join(out, program, '.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

function lock(program) {
  const path = join(out, `.${program}.lock`);
  mkdirSync(out, { recursive: true });
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    // An empty file was made a moment ago by somebody alive.
    const owner = ownerOf(path);
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true });
    else Atomics.wait(pause, 0, 0, 100);
  }
}

function build(program) {
  const draft = join(out, `.${program}.draft`);
  rmSync(draft, { recursive: true, force: true });
  if (program === 'electron') {
    runVite(['electron-vite/bin/electron-vite.js', 'build'], program, draft);
    // By itself: with a chunk in common the line's process would run the window's program.
    runVite(VITE_NODE, 'line', join(draft, 'main'));
  } else runVite(VITE_NODE, program, draft);
  writeNotices(program, draft);
  return draft;
}

const VITE_NODE = ['vite/bin/vite.js', 'build', '--config', NODE];

function runVite([tool, ...args], program, folder) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    env: {
      ...process.env,
      VENDSKAP_PROGRAM: program,
      VENDSKAP_OUT: folder,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status === 0) return;
  throw new Error(`${done.stdout}${done.stderr}\n${program} cannot be built; see above.`);
}

function ensure(program) {
  if (isFresh(program, fingerprint(program))) return;
  const unlock = lock(program);
  try {
    const wanted = fingerprint(program);
    if (isFresh(program, wanted)) return;
    process.stderr.write(`Building ${program} …\n`);
    const draft = build(program);
    writeFileSync(join(draft, '.stamp'), wanted);
    rmSync(join(out, program), { recursive: true, force: true });
    renameSync(draft, join(out, program));
  } finally {
    unlock();
  }
}

for (const program of process.argv.slice(2)) {
  if (!Object.hasOwn(PROGRAMS, program)) {
    process.stderr.write(
      `There is no program ${program}; there are: ${Object.keys(PROGRAMS).join(', ')}.\n`,
    );
    process.exit(2);
  }
  try {
    ensure(program);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
