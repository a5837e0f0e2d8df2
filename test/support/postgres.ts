import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A real PostgreSQL on a local port, for one test. Its databases are empty, and nobody else uses it. */
export interface PostgresServer {
  readonly port: number;
  readonly folder: string;
  /** `postgresql://…` of a database on it. */
  url(database: string): string;
  createDatabase(): Promise<string>;
  start(): Promise<void>;
  /** `immediate` is a power cut. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  /** Makes a standby accept writes. */
  promote(): Promise<void>;
  /** From now on a commit waits until a standby has it on disk. */
  makeSynchronous(): Promise<void>;
  /** Every process of the server stands still, as on a computer whose disk does not answer. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

const VERSIONS = '/usr/lib/postgresql';

/** Debian installs each version in its own folder. */
function programs(): string {
  const found = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number).filter(Boolean) : [];
  const newest = Math.max(0, ...found);
  if (newest >= 15) return join(VERSIONS, String(newest), 'bin');
  throw new Error('PostgreSQL 15 or later is not installed: npm run setup installs it on Debian.');
}

/** PostgreSQL refuses to run as root; as root, use the user of its Debian package. */
const OWNER = ((): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
})();

async function run(name: string, ...words: readonly string[]): Promise<void> {
  const program = spawn(join(programs(), name), words, {
    ...OWNER,
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    // The server that pg_ctl starts must not inherit our pipes.
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => program.once('exit', resolve));
  if (code !== 0) throw new Error(`${name} ${words.join(' ')} ended with ${String(code)}.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

function newFolder(name: string): string {
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { mode: 0o700 });
  if (OWNER.uid !== undefined && OWNER.gid !== undefined) chownSync(folder, OWNER.uid, OWNER.gid);
  return folder;
}

/** Small, but as durable as in production: a commit is on disk when it returns. */
function settings(folder: string, port: number): string {
  return [
    `listen_addresses = '127.0.0.1'`,
    `port = ${String(port)}`,
    `unix_socket_directories = '${folder}'`,
    'max_connections = 200',
    'shared_buffers = 64MB',
    'wal_level = replica',
    'max_wal_senders = 4',
    'hot_standby = on',
    `cluster_name = 'main'`,
    'log_min_messages = warning',
  ].join('\n');
}

/** The server and its processes. */
function signalAll(data: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const pid = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const children = spawnSync('pgrep', ['-P', pid], { encoding: 'utf8' }).stdout.trim();
  for (const one of [pid, ...children.split('\n')]) process.kill(Number(one), signal);
}

function serverIn(folder: string, port: number): PostgresServer {
  const data = join(folder, 'data');
  const url = (database: string): string =>
    `postgresql://vendskap@127.0.0.1:${String(port)}/${database}`;
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    if (existsSync(join(data, 'postmaster.pid')))
      await run('pg_ctl', 'stop', '-D', data, '-m', how, '-w', '-t', '300');
  };
  return {
    port,
    folder,
    url,
    stop,
    createDatabase: async () => {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url(name);
    },
    start: () =>
      run('pg_ctl', 'start', '-D', data, '-w', '-t', '300', '-l', join(folder, 'server.log')),
    makeSynchronous: async () => {
      appendFileSync(join(data, 'postgresql.conf'), `\nsynchronous_standby_names = '*'\n`);
      await run('pg_ctl', 'reload', '-D', data);
    },
    freeze: () => {
      signalAll(data, 'SIGSTOP');
    },
    thaw: () => {
      signalAll(data, 'SIGCONT');
    },
    promote: () => run('pg_ctl', 'promote', '-D', data, '-w', '-t', '300'),
    remove: async () => {
      await stop('immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Stops the server and removes its folder once the process `owner` is gone, however it ended: a shell process that outlives
 * the test.
 */
function watch(folder: string, owner: number): void {
  const script =
    'while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 0.3; done; ' +
    '[ -f "$2/data/postmaster.pid" ] && kill -QUIT "$(head -1 "$2/data/postmaster.pid")"; sleep 0.3; rm -rf "$2"';
  spawn('sh', ['-c', script, 'sh', String(owner), folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/** Starts a server for one test, which may stop, restart and remove it. */
export async function startPostgres(): Promise<PostgresServer> {
  const name = `vendskap-pg-${String(process.pid)}-${randomBytes(3).toString('hex')}`;
  return startIn(newFolder(name), process.pid);
}

async function startIn(folder: string, owner: number): Promise<PostgresServer> {
  const data = join(folder, 'data');
  watch(folder, owner);
  await run('initdb', '-D', data, '-U', 'vendskap', '--auth=trust', '-E', 'UTF8', '--no-sync');
  const port = await freePort();
  writeFileSync(join(data, 'postgresql.conf'), settings(folder, port));
  const server = serverIn(folder, port);
  await server.start();
  return server;
}

/** Starts a hot standby of a running server with streaming replication. It accepts no writes until promoted. */
export async function startStandby(primary: PostgresServer): Promise<PostgresServer> {
  const name = `vendskap-pg-${String(process.pid)}-${randomBytes(3).toString('hex')}`;
  const folder = newFolder(name);
  const data = join(folder, 'data');
  watch(folder, process.pid);
  await run(
    'pg_basebackup',
    ...['-D', data, '-d', primary.url('postgres'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
  );
  chmodSync(data, 0o700);
  const port = await freePort();
  writeFileSync(join(data, 'postgresql.conf'), settings(folder, port));
  const server = serverIn(folder, port);
  await server.start();
  return server;
}

/** Empties these tables, faster than a new database would be made. */
export async function emptied(url: string, tables: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(tables.map((table) => `DELETE FROM ${table}`).join(';'));
  await client.end();
}

/** Start time of a process, in ticks since boot: tells apart two processes with the same pid. */
function beganAt(pid: number): string {
  return (
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ')[19] ?? ''
  );
}

/**
 * The shared server of a test run: the first file that needs it starts it, and it ends with the run. @returns the URL of a
 * new database on it
 */
export async function freshDatabase(): Promise<string> {
  return (await sharedPostgres()).createDatabase();
}

export async function sharedPostgres(): Promise<PostgresServer> {
  // In a vitest worker, the run is the parent process.
  const owner = process.env['VITEST_WORKER_ID'] === undefined ? process.pid : process.ppid;
  const name = `vendskap-pg-run-${String(owner)}-${beganAt(owner)}`;
  const ready = join(tmpdir(), name, 'port');
  let folder: string | undefined;
  try {
    folder = newFolder(name);
  } catch {
    // Another file is starting it.
  }
  if (folder !== undefined) {
    const server = await startIn(folder, owner);
    writeFileSync(join(folder, 'port.new'), String(server.port));
    spawnSync('mv', [join(folder, 'port.new'), ready]);
    return server;
  }
  while (!existsSync(ready)) await sleep(50);
  return serverIn(join(tmpdir(), name), Number(readFileSync(ready, 'utf8')));
}
