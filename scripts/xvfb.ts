/** A virtual display, for windows on computers without a screen. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

export interface VirtualDisplay {
  /** Value for DISPLAY. */
  readonly display: string;
  stop(): void;
}

/** Larger than every panel, because Chromium shrinks a window that is as large as its display by one pixel. */
const SIZE = '1920x1200x24';

/** Starts Xvfb. Programs on it receive signals directly. */
export async function startXvfb(): Promise<VirtualDisplay> {
  const args = ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const said = child.stdio[3];
  if (!(said instanceof Readable)) throw new Error('Xvfb has no way to say its number.');
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)}.`));
    });
    createInterface({ input: said }).once('line', resolve);
  });
  child.removeAllListeners('exit');
  return {
    display: `:${number}`,
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}
