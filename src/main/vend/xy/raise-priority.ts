import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A nice value: lower runs sooner. Audio servers use this one too. */
const PRIORITY = -11;
/** Linux shares the processor between sessions before it compares priorities; the line process has its own session. */
const SESSION = '/proc/self/autogroup';
/** The lowest real-time priority: ahead of every ordinary process, behind the system's own. */
const REAL_TIME = '1';
const CHRT_WITHIN_MS = 2_000;

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // This user may not, or this is another system: then a busy computer can delay answers.
  }
}

/**
 * Lets the process that answers polls run ahead of every other, where this user may (root, or `LimitRTPRIO=1` and
 * `LimitNICE=-11` in the service's unit). It uses very little; without the right it takes its turn. Node cannot ask for real
 * time itself, so `chrt` of util-linux does.
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
