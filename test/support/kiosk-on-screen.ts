import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { electronCommand } from '../../scripts/window.ts';
import type { RealScreen } from './real-screen.ts';
import { freePort, until, type Stage } from './stage.ts';

/** The kiosk in its window on a real Electron, driven only by mouse and keyboard, signals and its machine. */
export interface KioskOnScreen {
  readonly child: ChildProcess;
  readonly statusPort: number;
  isAlive(): boolean;
  stderr(): string;
  /** Its child processes of one type (`gpu-process`, `renderer`, `utility`, `zygote`), oldest first. */
  children(kind: string): readonly number[];
  stop(): Promise<number | null>;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), parent, command }];
    } catch {
      // It has just ended.
      return [];
    }
  });
}

function familyOf(ancestor: number): readonly Process[] {
  const all = processes();
  const known = new Set([ancestor]);
  for (let before = 0; before < known.size;) {
    before = known.size;
    for (const { pid, parent } of all) if (known.has(parent)) known.add(pid);
  }
  return all.filter(({ pid }) => pid !== ancestor && known.has(pid));
}

interface KioskOptions {
  /** More switches and variables for Electron. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly statusPort?: number;
}

export async function openKioskOn(
  screen: RealScreen,
  stage: Stage,
  options: KioskOptions = {},
): Promise<KioskOnScreen> {
  const { command, args } = await electronCommand();
  const statusPort = options.statusPort ?? (await freePort());
  const where = ['--data-dir', stage.dataDir, '--status-port', String(statusPort)];
  const child = spawn(command, [...args, ...(options.args ?? []), ...where], {
    env: { ...screen.env, VENDSKAP_LOG: 'error', ...options.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  await until('the status', () =>
    stage.status(statusPort).then(
      () => true as const,
      () => undefined,
    ),
  );
  return {
    child,
    statusPort,
    isAlive,
    stderr: () => stderr,
    children: (kind) =>
      familyOf(child.pid ?? -1)
        .filter(({ command }) => command.includes(`--type=${kind} `))
        .map(({ pid }) => pid),
    stop: async () => {
      if (isAlive()) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      return child.exitCode;
    },
  };
}
