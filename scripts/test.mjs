/** Everything that `npm test` promises, in order; ends with the first thing that fails. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronDist } from './electron-dist.mjs';
import { startXvfb } from './xvfb.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
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

const node = process.execPath;
const bin = (name) => join(root, 'node_modules/.bin', name);
const electron = await electronDist();

step('check', 'npm', ['run', '-s', 'check']);
step('explore', node, ['scripts/explore.mjs']);
step('build', node, ['scripts/ensure-built.mjs', 'relay', 'headless', 'simulator', 'electron']);
// These wait more than they compute.
step('misfortune', bin('vitest'), ['run', '--maxWorkers', '3', 'test/misfortune']);
step('integration', bin('vitest'), ['run', '--maxWorkers', '3', 'test/integration']);
// Alone on the computer: what they measure is milliseconds. A computer that others share stands still at times: once in
// three it must hold.
step('timing', bin('vitest'), ['run', '--maxWorkers', '1', '--retry', '2', 'test/timing']);
step('crash test', node, ['scripts/crash-test.mjs']);
if (existsSync(join(root, 'dist'))) {
  for (const name of readdirSync(join(root, 'dist'))) {
    if (name.endsWith('.AppImage')) rmSync(join(root, 'dist', name));
  }
}
step('package', node, ['scripts/package.mjs', '--test-build']);
step('package contents', bin('vitest'), ['run', 'test/package']);
const screen = await startXvfb();
try {
  step('end to end', bin('playwright'), ['test'], { DISPLAY: screen.display });
} finally {
  screen.stop();
}
process.stdout.write('\nAll green.\n');
for (const [name, seconds] of times)
  process.stdout.write(`${String(seconds).padStart(5)} s  ${name}\n`);
process.stdout.write(`Electron ${electron.version} from ${electron.source}.\n`);
