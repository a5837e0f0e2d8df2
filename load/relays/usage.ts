import { readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  readonly cpuMs: number;
  readonly memoryMb: number;
}

/** The kernel counts in hundredths of a second. */
const MS_PER_TICK = 10;
const KB_PER_MB = 1024;

/** From /proc. Undefined when the process is gone. */
export function usageOf(pid: number | undefined): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    return { cpuMs: (user + system) * MS_PER_TICK, memoryMb: kilobytes / KB_PER_MB };
  } catch {
    return undefined;
  }
}
