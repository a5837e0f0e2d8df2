import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isOver, ROOT, stop, until } from '../../scripts/programs.ts';

export interface Done {
  readonly code: number;
  readonly said: string;
}

/** A plain Debian 12 in a folder, without any of our files. It shares this computer's network. */
export interface CleanRoot {
  readonly folder: string;
  /** `systemd`: runs its own systemd. `chroot`: runs only what the test starts. */
  readonly kind: 'systemd' | 'chroot';
  /** Runs a command inside, as root. */
  run(...words: readonly string[]): Done;
  /** Starts the unit: with systemd, or its ExecStart as its user. */
  start(unit: string): void;
  /** Everything that the unit has logged. */
  log(unit: string): string;
  close(): Promise<void>;
}

/** What a clean root has besides the smallest Debian. */
export interface CleanRootPlan {
  readonly name: string;
  readonly packages: readonly string[];
}

/** For the relay, which brings almost everything. */
export const SMALL_ROOT: CleanRootPlan = {
  name: 'clean-root',
  packages: ['systemd', 'systemd-sysv', 'adduser', 'init-system-helpers', 'libstdc++6'],
};

/** Debian is downloaded once; each test unpacks a copy. */
const keptAs = (name: string): string => join(ROOT, `node_modules/.cache/vendskap/${name}.tar`);
const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
};

function runHere(command: string, args: readonly string[]): Done {
  const done = spawnSync(command, args, { encoding: 'utf8', env: ENVIRONMENT });
  return { code: done.status ?? -1, said: `${done.stdout}${done.stderr}` };
}

/** Why no clean root can be made here; undefined: it can. */
export function whyNoCleanRoot({ name, packages } = SMALL_ROOT): string | undefined {
  const kept = keptAs(name);
  const draft = keptAs(`${name}-draft`);
  if (process.getuid?.() !== 0) return 'only root can make a clean root tree';
  if (!existsSync('/usr/bin/mmdebstrap')) return 'mmdebstrap is not installed';
  if (existsSync(kept)) return undefined;
  mkdirSync(dirname(kept), { recursive: true });
  const options = ['--quiet', '--variant=minbase', `--include=${packages.join()}`];
  const made = runHere('mmdebstrap', [...options, 'bookworm', draft]);
  if (made.code !== 0) return `mmdebstrap could not fetch Debian: ${made.said.trim()}`;
  return runHere('mv', [draft, kept]).code === 0 ? undefined : 'the disk is full';
}

/** Boots the tree in a container. @returns the pid of its systemd; undefined when it does not boot here */
async function boot(folder: string): Promise<number | undefined> {
  if (!existsSync('/usr/bin/systemd-nspawn')) return undefined;
  const words = ['--register=no', '--keep-unit', '--quiet', '--boot', '--directory', folder];
  const container = spawn('systemd-nspawn', words, { stdio: 'ignore', env: ENVIRONMENT });
  const { pid = 0 } = container;
  const children = `/proc/${String(pid)}/task/${String(pid)}/children`;
  const up = await until<number | 'over'>('the container to boot', () => {
    if (isOver(container)) return Promise.resolve('over');
    const init = Number(readFileSync(children, 'utf8').trim());
    const said = init > 0 ? inside(init, 'systemctl is-system-running').said : '';
    return Promise.resolve(/running|degraded/.test(said) ? init : undefined);
  }).catch(() => 'over' as const);
  if (up !== 'over') return up;
  await stop(container, 'SIGKILL');
  return undefined;
}

function inside(init: number, command: string, words: readonly string[] = []): Done {
  const spaces = ['--mount', '--uts', '--ipc', '--pid', '--cgroup', '--root'];
  // This process' working directory does not exist in the container.
  const shell = ['sh', '-c', `cd / && ${command}`, 'sh', ...words];
  return runHere('nsenter', ['--target', String(init), ...spaces, ...shell]);
}

function byItsOwnSystemd(folder: string, init: number): CleanRoot {
  const run = (...words: readonly string[]): Done => inside(init, '"$@"', words);
  return {
    folder,
    kind: 'systemd',
    run,
    start: (unit) => run('systemctl', 'start', unit),
    log: (unit) => run('journalctl', '--no-pager', '--output=cat', `--unit=${unit}`).said,
    close: () => {
      process.kill(init, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      return Promise.resolve();
    },
  };
}

/** Without systemd: runs the unit's command as its user, without privileges. */
function byHand(folder: string): CleanRoot {
  const running = new Map<string, ChildProcess>();
  const logs = new Map<string, string>();
  const run = (...words: readonly string[]): Done => runHere('chroot', [folder, ...words]);
  function start(unit: string): void {
    const path = join(folder, `lib/systemd/system/${unit}.service`);
    const written = readFileSync(path, 'utf8');
    const command = /^ExecStart=(.+)$/m.exec(written)?.[1] ?? '';
    const user = /^User=(.+)$/m.exec(written)?.[1] ?? '';
    const rights = ['--init-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
    const as = ['setpriv', `--reuid=${user}`, `--regid=${user}`, ...rights];
    const child = spawn('chroot', [folder, ...as, ...command.split(' ')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: ENVIRONMENT,
    });
    const keep = (bytes: Buffer): void => {
      logs.set(unit, (logs.get(unit) ?? '') + bytes.toString());
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    running.set(unit, child);
  }
  return {
    folder,
    kind: 'chroot',
    run,
    start,
    log: (unit) => logs.get(unit) ?? '',
    close: async () => {
      for (const child of running.values()) await stop(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Unpacks a fresh tree; call `whyNoCleanRoot` first. */
export async function openCleanRoot({ name } = SMALL_ROOT): Promise<CleanRoot> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-clean-root-'));
  const unpacked = runHere('tar', ['--extract', '--file', keptAs(name), '--directory', folder]);
  if (unpacked.code !== 0) throw new Error(`The tree could not be unpacked: ${unpacked.said}`);
  const init = await boot(folder);
  return init === undefined ? byHand(folder) : byItsOwnSystemd(folder, init);
}
