/** A virtual display of one's own, for windows where there is no screen. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Starts Xvfb; `display` goes into DISPLAY. Signals reach the programs on it directly. Larger than every panel: Chromium
 * makes a window that is as large as its screen one pixel smaller.
 */
export async function startXvfb(size = '1920x1200x24') {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    createInterface({ input: child.stdio[3] }).once('line', resolve);
  });
  child.removeAllListeners('exit');
  return { display: `:${number}`, stop: () => child.kill('SIGTERM') };
}
