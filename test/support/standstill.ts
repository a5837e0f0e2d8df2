import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** For so long a processor ran nothing at all. Wall clock, milliseconds. */
export interface Standstill {
  readonly endMs: number;
  readonly ms: number;
}

export interface ProcessorWatch {
  standstills(): readonly Standstill[];
  stop(): void;
}

/** Before every process of the tests and of the kiosk. */
const REAL_TIME = '20';
const LOOK_EVERY_MS = 5;
const LEAST_MS = 20;

const WITNESS = `
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const ms = now - last - ${String(LOOK_EVERY_MS)};
    last = now;
    if (ms >= ${String(LEAST_MS)}) console.log(JSON.stringify({ endMs: Date.now(), ms }));
  }, ${String(LOOK_EVERY_MS)});
`;

/**
 * A witness on each processor, ahead of everything else, that looks at the clock: when it could not, the computer itself
 * stood still (a virtual one whose host was busy), and nothing that runs on it could answer anybody.
 */
export function watchProcessors(): ProcessorWatch {
  const found: Standstill[] = [];
  const witnesses = Array.from({ length: availableParallelism() }, (_, cpu) => {
    const asked = [
      '--rr',
      REAL_TIME,
      'taskset',
      '-c',
      String(cpu),
      process.execPath,
      '-e',
      WITNESS,
    ];
    const witness = spawn('chrt', asked, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    witness.stdout.on('data', (bytes: Buffer) => {
      const lines = `${text}${bytes.toString()}`.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const standstill: Standstill = JSON.parse(line);
        found.push(standstill);
      }
    });
    return witness;
  });
  return {
    standstills: () => found,
    stop: () => {
      for (const witness of witnesses) witness.kill('SIGKILL');
    },
  };
}

/** How much of the time from `atMs` to `atMs + tookMs` the computer ran, milliseconds. */
export function ranMs(
  { atMs, tookMs }: { readonly atMs: number; readonly tookMs: number },
  standstills: readonly Standstill[],
): number {
  const stood = standstills.map(({ endMs, ms }) =>
    Math.max(0, Math.min(endMs, atMs + tookMs) - Math.max(endMs - ms, atMs)),
  );
  return tookMs - Math.max(0, ...stood);
}
