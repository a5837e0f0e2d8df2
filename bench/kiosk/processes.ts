import { readdirSync, readFileSync } from 'node:fs';

const NANOSECONDS_IN_MS = 1e6;
const KB_PER_MB = 1024;

/** What a program and all its processes have used so far. */
export interface FamilyUse {
  readonly processes: number;
  /** Processor time of all threads that still run. */
  readonly cpuMs: number;
  /** Proportional set size: a page that several processes share counts once. */
  readonly pssMb: number;
  /** How often a thread went to sleep, which is as often as one was woken. */
  readonly wakes: number;
}

function familyOf(ancestor: number): readonly number[] {
  const parents = readdirSync('/proc').flatMap((name): readonly (readonly [number, number])[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
    } catch {
      // It has just ended.
      return [];
    }
  });
  const known = new Set([ancestor]);
  for (let before = 0; before < known.size;) {
    before = known.size;
    for (const [pid, parent] of parents) if (known.has(parent)) known.add(pid);
  }
  return [...known];
}

/** The kernel's count in nanoseconds: `stat` counts in hundredths of a second. */
function threadsOf(pid: number): { readonly cpuMs: number; readonly wakes: number } {
  let cpuMs = 0;
  let wakes = 0;
  for (const thread of readdirSync(`/proc/${String(pid)}/task`)) {
    const folder = `/proc/${String(pid)}/task/${thread}`;
    try {
      cpuMs +=
        Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / NANOSECONDS_IN_MS;
      const status = readFileSync(`${folder}/status`, 'utf8');
      wakes += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    } catch {
      // It has just ended.
    }
  }
  return { cpuMs, wakes };
}

export function useOf(ancestor: number | undefined): FamilyUse {
  const family = familyOf(ancestor ?? -1);
  const all = family.map((pid) => ({
    ...threadsOf(pid),
    pssMb:
      Number(
        /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
      ) / KB_PER_MB,
  }));
  const sum = (pick: (one: (typeof all)[number]) => number): number =>
    all.reduce((total, one) => total + pick(one), 0);
  return {
    processes: family.length,
    cpuMs: sum((one) => one.cpuMs),
    pssMb: sum((one) => one.pssMb),
    wakes: sum((one) => one.wakes),
  };
}
