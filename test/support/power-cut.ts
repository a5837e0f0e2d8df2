import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';

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

export interface Death {
  /** Counted from when it was ready (0), or from when it had told of so many changes. */
  readonly afterChanges: number;
  readonly afterMs: number;
}

/** One life of a program that says when it is ready, and then the number of each change that it made. */
export async function live(
  args: readonly string[],
  { afterChanges, afterMs }: Death,
): Promise<Life> {
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
