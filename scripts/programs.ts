import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** Starts our programs from source for demo, tests and benchmarks (docs/adr/0023-node-runs-the-source.md). */
export const ROOT = join(import.meta.dirname, '..');
export const RELAY = join(ROOT, 'src/relay/index.ts');
export const HEADLESS = join(ROOT, 'src/main/headless.ts');
export const SIMULATOR = join(ROOT, 'src/simulator/index.ts');

/** Node's compile cache: with it, a program from source starts as fast as a bundle. */
const COMPILED = join(ROOT, 'node_modules/.cache/node');

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  /** The first line on stdout, parsed. */
  readonly said: Readonly<Record<string, unknown>>;
  readonly stderr: () => string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export interface LaunchOptions {
  /** The executable; default: this Node. */
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what the program writes on stderr, which is kept in any case. */
  readonly onStderr?: (text: string) => void;
}

/** Polls until there is an answer. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  limitMs = 120_000,
): Promise<Found> {
  const endAt = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > endAt) throw new Error(`Waited in vain: ${what}`);
    await pause(25);
  }
}

/** Fetches JSON over HTTP. */
export async function json<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init);
  const body: Answer = JSON.parse(await answer.text());
  return body;
}

/** Below the range of ephemeral ports, so that no other program gets it in between. */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 30_000;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: COMPILED, ...process.env, VENDSKAP_LOG: 'warn', ...more };
}

/** Runs a program to its end. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A program that reads no input may have ended already.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  await once(child, 'close');
  return { code: child.exitCode ?? -1, stdout, stderr };
}

/** Runs a program that must succeed. @returns its stdout */
export async function runWell(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${stderr}`);
  return stdout;
}

export function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Sends SIGTERM and waits. @returns the exit code */
export async function stop(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (!isOver(child)) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

/** Every started program that still runs. */
const running = new Set<ChildProcess>();

/** Stops every started program, last first, even those that are not ready yet. */
export async function stopAll(patienceMs: number): Promise<void> {
  const children = [...running].reverse();
  const impatient = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, patienceMs);
  await Promise.all(children.map((child) => stop(child)));
  clearTimeout(impatient);
}

interface Started {
  readonly child: ChildProcess;
  /** The first line on stdout. */
  readonly firstLine: Promise<string>;
  readonly stderr: () => string;
}

/** Starts a program without waiting for it. */
export function start(
  args: readonly string[],
  { command = process.execPath, env, onStderr }: LaunchOptions = {},
): Started {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
    onStderr?.(bytes.toString());
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', () => {
      resolve('');
    });
    child.once('error', ({ message }) => {
      stderr += message;
      resolve('');
    });
  });
  void ended.then(() => running.delete(child));
  const lines = createInterface({ input: child.stdout });
  const firstLine = Promise.race([once(lines, 'line').then(([line]) => String(line)), ended]);
  return { child, firstLine, stderr: () => stderr };
}

/** Starts a program and waits for its first line, which means that it is ready. */
export async function launch(
  args: readonly string[],
  options: LaunchOptions = {},
): Promise<Program> {
  const { child, firstLine, stderr } = start(args, options);
  const line = await firstLine;
  if (line === '') throw new Error(`${args.join(' ')} ended: ${stderr()}`);
  const parsed: unknown = JSON.parse(line);
  return {
    child,
    said: Object.fromEntries(Object.entries(Object(parsed))),
    stderr,
    stop: (signal) => stop(child, signal),
  };
}
