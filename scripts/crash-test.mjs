/** `npm run crash-test`: kiosk and relay die at every commit and every write; the books must agree afterwards. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { buildTestProgram, root } from './build-test-program.mjs';

const built = spawnSync(
  process.execPath,
  ['scripts/ensure-built.mjs', 'relay', 'headless', 'simulator'],
  { cwd: root, stdio: 'inherit' },
);
if (built.status !== 0) process.exit(1);
process.chdir(root);
await import(pathToFileURL(await buildTestProgram('crash')).href);
