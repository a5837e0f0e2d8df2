import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The files as a power cut would leave them now: the database, and the first `keptBytes` of its WAL. */
export function copyAfterPowerCut(
  path: string,
  copy: string,
  keptBytes: number | undefined,
): string {
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  if (keptBytes !== undefined) truncateSync(`${copy}-wal`, keptBytes);
  return copy;
}

export interface KilledRun {
  /** The number of the last change that it reported as done. */
  readonly told: number;
  readonly tookMs: number;
}

export interface KillTime {
  /** Changes reported before the countdown starts; 0: when it is ready. */
  readonly afterChanges: number;
  readonly afterMs: number;
}

/** Runs a program that prints a line when it is ready and a number after each change, and kills it. */
export async function runUntilKilled(
  args: readonly string[],
  { afterChanges, afterMs }: KillTime,
): Promise<KilledRun> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let told = 0;
  lines.on('line', (line) => (told = Math.max(told, Number(line))));
  await once(lines, 'line');
  const beganMs = performance.now();
  for (let change = 0; change < afterChanges; change += 1) await once(lines, 'line');
  const tookMs = performance.now() - beganMs;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await once(child, 'close');
  return { told, tookMs };
}
