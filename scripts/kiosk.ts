/** Runs the window on the installed Electron; passes on signals and the exit code. */
import { spawn } from 'node:child_process';
import { buildWindow, electronCommand } from './window.ts';

await buildWindow();
const { command, args } = await electronCommand();
const child = spawn(command, [...args, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  process.stderr.write(`Electron cannot be started: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  process.exit(code ?? (signal === null ? 1 : 128));
});
