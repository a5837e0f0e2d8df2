/**
 * Loaded into kiosk and relay with `node --import`: every commit and every socket write is a crash point, just before
 * it and just after it. After SIGUSR2 the points are counted by name; at the one that the order names, the process kills
 * itself. Nothing of this is in the programs themselves.
 */
import { createRequire } from 'node:module';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';

const PROGRAMS = [
  { name: 'kiosk', file: /main[/\\]headless\.ts$/, command: 'run' },
  { name: 'relay', file: /relay[/\\]index\.ts$/, command: 'serve' },
] as const;
const [, file = '', command] = process.argv;
const program = PROGRAMS.find((one) => one.file.test(file) && one.command === command)?.name;
const folder = process.env['VENDSKAP_CRASH_DIR'] ?? '';

/** Nothing of a sale is in these, and when they come is chance: the random kills look at them. */
const BACKGROUND =
  program === 'kiosk' ? /heartbeat|machine V\b|write test|sale_note|^(answer|body) / : /heartbeat/;

/** See `Order` of the lane, which writes it. */
interface Order {
  readonly at?: string;
  readonly after?: number;
  readonly list?: string;
}

let order: Order | undefined;
let counts = new Map<string, number>();
let total = 0;

const fileOf = (kind: string): string => join(folder, `${String(program)}.${kind}`);

function arm(): void {
  counts = new Map();
  total = 0;
  const given = fileOf('order');
  order = existsSync(given) ? JSON.parse(readFileSync(given, 'utf8')) : undefined;
  writeFileSync(fileOf('armed'), String(process.pid));
}

function point(name: string): void {
  if (order === undefined) return;
  total += 1;
  if (order.after === total) die(name);
  if (BACKGROUND.test(name)) return;
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const full = `${String(program)} · ${name} #${String(count)}`;
  if (order.list !== undefined) appendFileSync(order.list, `${full}\n`);
  if (order.at === full) die(full);
}

function die(name: string): void {
  appendFileSync(fileOf('deaths'), `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** What a commit writes, as far as it can be told. */
function subjectOf(sql: string, values: readonly unknown[]): string | undefined {
  const words = /^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)/i.exec(sql);
  if (words === null) return undefined;
  if (words[1] === 'probe') return 'write test';
  return words[1] === 'journal' ? `journal ${String(values[3])}` : words[1];
}

/** What of `libsql` is watched; the package has no types of its own for it. */
interface Watched {
  exec: (this: Watched, sql: string) => unknown;
  prepare: (this: Watched, sql: string) => Statement;
}

interface Statement {
  run: (this: Statement, ...values: readonly unknown[]) => unknown;
}

function watchDatabase(prototype: Watched): void {
  let subject: string | undefined;
  let isInside = false;
  const { exec, prepare } = prototype;
  prototype.exec = function (sql) {
    if (sql.startsWith('BEGIN')) [isInside, subject] = [true, undefined];
    if (sql !== 'COMMIT') return exec.call(this, sql);
    isInside = false;
    const name = subject ?? 'nothing';
    point(`commit ${name} · before`);
    const result = exec.call(this, sql);
    point(`commit ${name} · after`);
    return result;
  };
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const { run } = statement;
    statement.run = (...values) => {
      const what = subjectOf(sql, values);
      if (what !== undefined && (subject === undefined || what.startsWith('journal')))
        subject = what;
      if (what === undefined || isInside) return run.call(statement, ...values);
      point(`commit ${what} · before`);
      const result = run.call(statement, ...values);
      point(`commit ${what} · after`);
      return result;
    };
    return statement;
  };
}

/** The text of a WebSocket frame, masked or not; undefined when the bytes are none. */
function frameText(bytes: Buffer): string | undefined {
  const [kind = 0, size = 0] = bytes;
  if (bytes.length < 2 || (kind & 0x0f) !== 1) return undefined;
  const isMasked = (size & 0x80) !== 0;
  const short = size & 0x7f;
  const start = (short === 126 ? 4 : short === 127 ? 10 : 2) + (isMasked ? 4 : 0);
  const mask = isMasked ? bytes.subarray(start - 4, start) : undefined;
  const body = Buffer.from(bytes.subarray(start));
  return Buffer.from(body.map((byte, at) => byte ^ (mask?.[at % 4] ?? 0))).toString('latin1');
}

function nameOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const call = /^(GET|POST|PUT|DELETE) (\S+) HTTP/.exec(text);
  if (call !== null) {
    const path = (call[2] ?? '')
      .replace(/vm-\d{4}-[0-9a-z]{26}/, '<reference>')
      .replace(/[0-9a-f-]{36}/, '<id>');
    return `call ${String(call[1])} ${path}`;
  }
  const answer = /^HTTP\/1\.1 (\d{3})/.exec(text);
  if (answer !== null) return `answer ${String(answer[1])}`;
  if (/^[A-Z],?[A-Z0-9,.=\-"]*[\r\n]+$/i.test(text)) return `machine ${text.trim().slice(0, 40)}`;
  const frame = frameText(bytes);
  if (frame !== undefined) return `link ${/"type":"(\w+)"/.exec(frame)?.[1] ?? 'frame'}`;
  return text.startsWith('{') ? 'body' : 'bytes';
}

interface Chunk {
  readonly chunk: string | Uint8Array;
}

type Data = string | Uint8Array | readonly Chunk[];

function bytesOf(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (data instanceof Uint8Array) return Buffer.from(data);
  return Buffer.concat(data.map(({ chunk }) => bytesOf(chunk)));
}

/** Under every socket: the one place that each write goes through. */
interface Writing {
  readonly connecting: boolean;
  _writeGeneric: (
    this: Writing,
    isMany: boolean,
    data: Data,
    encoding: string,
    done: (...result: readonly unknown[]) => void,
  ) => unknown;
}

function watchSockets(prototype: Writing): void {
  const { _writeGeneric: write } = prototype;
  prototype._writeGeneric = function (isMany, data, encoding, done) {
    // While connecting the same bytes come again later.
    if (this.connecting) return write.call(this, isMany, data, encoding, done);
    const name = nameOf(bytesOf(data));
    point(`${name} · before`);
    return write.call(this, isMany, data, encoding, (...result: readonly unknown[]) => {
      point(`${name} · after`);
      done(...result);
    });
  };
}

if (program !== undefined && folder !== '') {
  const Database: { prototype: Watched } = createRequire(import.meta.url)('libsql');
  watchDatabase(Database.prototype);
  watchSockets(Object(Socket.prototype));
  process.on('SIGUSR2', arm);
  writeFileSync(fileOf('loaded'), '');
}
