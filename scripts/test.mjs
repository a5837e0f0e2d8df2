/**
 * `npm test`: what a newcomer and a commit need. `npm run prove`: what takes longer. Together they are everything. Each
 * ends with the first step that fails, and tells how long each step took.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronDist } from './electron-dist.mjs';
import { startXvfb } from './xvfb.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = process.execPath;
const bin = (name) => join(root, 'node_modules/.bin', name);
const times = [];

function step(name, command, args, env = {}) {
  process.stdout.write(`\n── ${name}\n`);
  const began = Date.now();
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  times.push([name, Math.round((Date.now() - began) / 1000)]);
  if (done.status !== 0) {
    process.stdout.write(`\n${name} failed.\n`);
    process.exit(1);
  }
}

function build() {
  step('build', node, ['scripts/ensure-built.mjs', 'relay', 'headless', 'simulator', 'electron']);
}

/** A display for each of two tests at once: a window that opens takes the focus from every other on its display. */
async function onDisplays(run) {
  const screens = [await startXvfb(), await startXvfb()];
  try {
    const [first] = screens;
    const all = screens.map(({ display }) => display).join(',');
    run({ DISPLAY: first.display, VENDSKAP_DISPLAYS: all });
  } finally {
    for (const screen of screens) screen.stop();
  }
}

async function test() {
  step('check', 'npm', ['run', '-s', 'check']);
  build();
  // One house after another in the same process: most of the time of a file would be spent on loading the programs.
  step('misfortune', bin('vitest'), [
    'run',
    '--maxWorkers',
    '3',
    '--no-isolate',
    'test/misfortune',
  ]);
  // These wait more than they compute.
  step('integration', bin('vitest'), ['run', '--maxWorkers', '3', 'test/integration']);
  await onDisplays((display) => {
    step('windows', bin('playwright'), ['test', '--project', 'windows'], {
      ...display,
      VENDSKAP_UNPACKED_ONLY: '1',
    });
  });
}

function packageAnew() {
  if (existsSync(join(root, 'dist'))) {
    for (const name of readdirSync(join(root, 'dist'))) {
      if (name.endsWith('.AppImage')) rmSync(join(root, 'dist', name));
    }
  }
  step('package', node, ['scripts/package.mjs', '--test-build']);
  step('package contents', bin('vitest'), ['run', 'test/package']);
}

async function prove() {
  step('explore', node, ['scripts/explore.mjs']);
  build();
  step('random schedules', bin('vitest'), ['run', 'test/property/whole-kiosk.test.ts'], {
    VENDSKAP_RUNS: '150',
    VENDSKAP_SEED: '77',
  });
  // Alone on the computer: what they measure is milliseconds. A computer that others share stands still at times: once in
  // three it must hold.
  step('timing', bin('vitest'), ['run', '--maxWorkers', '1', '--retry', '2', 'test/timing']);
  step('crash test', node, ['scripts/crash-test.mjs']);
  packageAnew();
  await onDisplays((display) => {
    step('long windows', bin('playwright'), ['test', '--project', 'long windows'], display);
    step('frames', bin('playwright'), ['test', '--project', 'frames'], display);
  });
}

const electron = await electronDist();
await (process.argv[2] === 'prove' ? prove() : test());
process.stdout.write('\nAll green.\n');
for (const [name, seconds] of times)
  process.stdout.write(`${String(seconds).padStart(5)} s  ${name}\n`);
process.stdout.write(`Electron ${electron.version} from ${electron.source}.\n`);
