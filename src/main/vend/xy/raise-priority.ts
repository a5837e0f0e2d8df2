import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As the system counts: lower is sooner. Audio servers run here too. */
const PRIORITY = -11;
/** Linux shares the processor between sessions before it looks at priorities; the line process has one of its own. */
const SESSION = '/proc/self/autogroup';
/** The lowest of the real-time priorities: before every ordinary process, behind the system's own. */
const REAL_TIME = '1';
const CHRT_WITHIN_MS = 2_000;

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Not allowed to this user, or another system: answers then depend on how busy the computer is.
  }
}

/**
 * The process that answers polls goes before everything else that wants the processor, where this user may say so (root,
 * or `LimitRTPRIO=1` and `LimitNICE=-11` in the service's unit). It needs next to nothing; without the right it takes its turn
 * like the rest. util-linux' `chrt` is on every Linux; Node itself cannot ask for real time.
 */
export function raisePriority(): void {
  attempt(() => {
    setPriority(PRIORITY);
  });
  attempt(() => {
    writeFileSync(SESSION, String(PRIORITY));
  });
  attempt(() => {
    const asked = ['--all-tasks', '--rr', '--pid', REAL_TIME, String(process.pid)];
    spawnSync('chrt', asked, { stdio: 'ignore', timeout: CHRT_WITHIN_MS });
  });
}
