/** Runs the built window on the Electron that is there; signals and the exit code are passed on. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronExecutable } from './electron-dist.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { executable } = await electronExecutable();
// Chromium refuses to run its sandbox for root; a normal user's kiosk keeps it. The window says so when it starts.
const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const child = spawn(executable, [root, ...rootOnly, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`Electron cannot be started: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  process.exit(code ?? (signal === null ? 1 : 128));
});
