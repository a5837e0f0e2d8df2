import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** A time in which a processor ran nothing. Wall clock, milliseconds. */
export interface Standstill {
  readonly endMs: number;
  readonly ms: number;
}

export interface ProcessorWatch {
  standstills(): readonly Standstill[];
  stop(): void;
}

/** Above every process of the tests and of the kiosk. */
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

/** Without this right, the witnesses run at normal priority. */
function isRealTimeAllowed(): boolean {
  return spawnSync('chrt', ['--rr', REAL_TIME, 'true']).status === 0;
}

/**
 * A witness process on each processor, at real-time priority where allowed, that watches the clock. When even it could not
 * run, the computer itself stood still (such as a virtual machine with a busy host), and no program on it could answer
 * anybody.
 */
export function watchProcessors(): ProcessorWatch {
  const found: Standstill[] = [];
  const isAhead = isRealTimeAllowed();
  const witnesses = Array.from({ length: availableParallelism() }, (_, cpu) => {
    const pinned = ['taskset', '-c', String(cpu), process.execPath, '-e', WITNESS];
    const [program = '', ...words] = isAhead ? ['chrt', '--rr', REAL_TIME, ...pinned] : pinned;
    const witness = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
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

/** Running time of the computer between `atMs` and `atMs + tookMs`, milliseconds. */
function ranMs(
  { atMs, tookMs }: { readonly atMs: number; readonly tookMs: number },
  standstills: readonly Standstill[],
): number {
  const stood = standstills.map(({ endMs, ms }) =>
    Math.max(0, Math.min(endMs, atMs + tookMs) - Math.max(endMs - ms, atMs)),
  );
  return tookMs - Math.max(0, ...stood);
}

/** The host must answer a board's poll within this. */
const LONGEST_MS = 100;

interface LatePolls {
  /** Answered too late, or never. */
  readonly late: number;
  /** Those that were answered. */
  readonly lateAnswers: readonly { readonly atMs: number; readonly tookMs: number }[];
}

/**
 * Polls that were late although the computer ran. One without an answer always counts.
 */
export function lateThoughRunning(
  { late, lateAnswers }: LatePolls,
  standstills: readonly Standstill[],
): number {
  const slow = lateAnswers.filter((answer) => ranMs(answer, standstills) > LONGEST_MS).length;
  return slow + late - lateAnswers.length;
}
