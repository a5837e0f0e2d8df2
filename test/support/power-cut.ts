import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Builds a program of the tests (`test/<name>/main.ts`). @returns its path */
export function buildProgram(name: string): string {
  const script = `import('./scripts/build-test-program.mjs').then((it) => it.buildTestProgram('${name}')).then(console.log)`;
  const built = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return built.stdout.trim();
}

/** What the disk would hold if the power went now: the file and the first bytes of its log, in a computer that starts anew. */
export function cutOff(path: string, copy: string, keptBytes: number | undefined): string {
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  if (keptBytes !== undefined) truncateSync(`${copy}-wal`, keptBytes);
  return copy;
}

export interface Life {
  /** The last change that it told as done. */
  readonly told: number;
  readonly tookMs: number;
}

/**
 * One life of a program that tells the numbers of its changes; killed `afterMs` after it was ready, or when it has told
 * of its first change.
 */
export async function live(args: readonly string[], afterMs: number | undefined): Promise<Life> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let told = 0;
  lines.on('line', (line) => (told = Math.max(told, Number(line))));
  await once(lines, 'line');
  const beganMs = performance.now();
  if (afterMs === undefined) await once(lines, 'line');
  else await new Promise((resolve) => setTimeout(resolve, afterMs));
  const tookMs = performance.now() - beganMs;
  child.kill('SIGKILL');
  await once(child, 'close');
  return { told, tookMs };
}
