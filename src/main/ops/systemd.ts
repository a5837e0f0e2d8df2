import type { Clock, Log } from '#core/base/ports.ts';
import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Passes each line on to systemd's socket, which takes datagrams: Node has none for a socket in the file system, and
 * `systemd-notify` would be started anew for each of them. Every Debian has Perl (docs/adr/0029-machine-pc.md).
 */
const MESSENGER = String.raw`
$to = $ENV{NOTIFY_SOCKET}; $to =~ s/^@/\0/;
socket(S, AF_UNIX, SOCK_DGRAM, 0) or exit 1;
while (<STDIN>) { chomp; send(S, $_, 0, pack_sockaddr_un($to)) }`;

/** Of the time that systemd waits for a sign of life, the longest pause between two. */
const SHARE = 0.25;

/** What does not answer any more. */
export type Ailment = 'line' | 'store';

interface SystemdDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined: everything answers. Asked before every sign of life. */
  readonly ailing: () => Ailment | undefined;
}

function createMessenger(socket: string, log: Log): (line: string) => void {
  let child: ChildProcess | undefined;
  function start(): ChildProcess {
    const started = spawn('perl', ['-MSocket', '-e', MESSENGER], {
      env: { PATH: process.env['PATH'] ?? '', NOTIFY_SOCKET: socket },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    started.stdin.on('error', () => undefined);
    started.on('error', (error) => {
      log.error('kiosk.systemd-not-told', { reason: error.message });
    });
    started.on('exit', () => {
      if (child === started) child = undefined;
    });
    return started;
  }
  return (line) => {
    child ??= start();
    child.stdin?.write(`${line}\n`);
  };
}

/**
 * Tells systemd that the kiosk is ready, and then again and again that it lives; it restarts a service that falls silent
 * (`WatchdogSec=`). The timer that this hangs on is the event loop's own sign of life. Does nothing where no systemd listens.
 */
export function reportToSystemd({ env, clock, log, ailing }: SystemdDeps): void {
  const socket = env['NOTIFY_SOCKET'];
  if (socket === undefined || socket === '') return;
  const tell = createMessenger(socket, log);
  const limitMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1_000;
  let known: Ailment | undefined;
  function beat(): void {
    const now = ailing();
    if (now === undefined) tell('WATCHDOG=1');
    else if (now !== known) log.error('kiosk.watchdog-not-fed', { part: now });
    known = now;
    clock.setTimer(limitMs * SHARE, beat);
  }
  tell('READY=1');
  if (limitMs > 0) beat();
}
