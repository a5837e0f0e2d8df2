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
  ['kiosk', /headless[/\\]index\.js$/, 'run'],
  ['relay', /relay[/\\]index\.js$/, 'serve'],
];
const program = PROGRAMS.find(
  ([, file, command]) => file.test(process.argv[1] ?? '') && process.argv[2] === command,
)?.[0];
const folder = process.env.VENDSKAP_CRASH_DIR;

/** Nothing of a sale is in these, and when they come is chance: the random kills look at them. */
const BACKGROUND =
  program === 'kiosk' ? /heartbeat|machine V\b|write test|sale_note|^(answer|body) / : /heartbeat/;

let order;
let counts = new Map();
let total = 0;

function arm() {
  counts = new Map();
  total = 0;
  const file = join(folder, `${program}.order`);
  order = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  writeFileSync(join(folder, `${program}.armed`), String(process.pid));
}

function point(name) {
  if (order === undefined) return;
  total += 1;
  if (order.after === total) die(name);
  if (BACKGROUND.test(name)) return;
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const full = `${program} · ${name} #${count}`;
  if (order.list !== undefined) appendFileSync(order.list, `${full}\n`);
  if (order.at === full) die(full);
}

function die(name) {
  appendFileSync(join(folder, `${program}.deaths`), `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** What a commit writes, as far as it can be told. */
function subjectOf(sql, values) {
  const words = /^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)/i.exec(sql);
  if (words === null) return undefined;
  if (words[1] === 'probe') return 'write test';
  return words[1] === 'journal' ? `journal ${values[3]}` : words[1];
}

function watchDatabase(Database) {
  let subject;
  let isInside = false;
  const { exec, prepare } = Database.prototype;
  Database.prototype.exec = function (sql) {
    if (/^BEGIN/.test(sql)) [isInside, subject] = [true, undefined];
    if (sql !== 'COMMIT') return exec.call(this, sql);
    isInside = false;
    const name = subject ?? 'nothing';
    point(`commit ${name} · before`);
    const result = exec.call(this, sql);
    point(`commit ${name} · after`);
    return result;
  };
  Database.prototype.prepare = function (sql) {
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
function frameText(bytes) {
  if (bytes.length < 2 || (bytes[0] & 0x0f) !== 1) return undefined;
  const isMasked = (bytes[1] & 0x80) !== 0;
  const short = bytes[1] & 0x7f;
  const start = (short === 126 ? 4 : short === 127 ? 10 : 2) + (isMasked ? 4 : 0);
  const mask = isMasked ? bytes.subarray(start - 4, start) : undefined;
  const body = Buffer.from(bytes.subarray(start));
  if (mask !== undefined) for (let i = 0; i < body.length; i += 1) body[i] ^= mask[i % 4];
  return body.toString('latin1');
}

function nameOf(bytes) {
  const text = bytes.toString('latin1');
  const call = /^(GET|POST|PUT|DELETE) (\S+) HTTP/.exec(text);
  if (call !== null) {
    const path = call[2]
      .replace(/vm-\d{4}-[0-9a-z]{26}/, '<reference>')
      .replace(/[0-9a-f-]{36}/, '<id>');
    return `call ${call[1]} ${path}`;
  }
  const answer = /^HTTP\/1\.1 (\d{3})/.exec(text);
  if (answer !== null) return `answer ${answer[1]}`;
  if (/^[A-Z],?[A-Z0-9,.=\-"]*[\r\n]+$/i.test(text)) return `machine ${text.trim().slice(0, 40)}`;
  const frame = frameText(bytes);
  if (frame !== undefined) return `link ${/"type":"(\w+)"/.exec(frame)?.[1] ?? 'frame'}`;
  return text.startsWith('{') ? 'body' : 'bytes';
}

function bytesOf(isMany, data) {
  if (!isMany) return Buffer.from(data);
  const chunks = Array.isArray(data) ? data : [];
  return Buffer.concat(chunks.map(({ chunk }) => Buffer.from(chunk)));
}

function watchSockets() {
  const write = Socket.prototype._writeGeneric;
  Socket.prototype._writeGeneric = function (isMany, data, encoding, done) {
    // While connecting the same bytes come again later.
    if (this.connecting) return write.call(this, isMany, data, encoding, done);
    const name = nameOf(bytesOf(isMany, data));
    point(`${name} · before`);
    return write.call(this, isMany, data, encoding, (...result) => {
      point(`${name} · after`);
      done(...result);
    });
  };
}

if (program !== undefined && folder !== undefined) {
  watchDatabase(createRequire(import.meta.url)('libsql'));
  watchSockets();
  process.on('SIGUSR2', arm);
  writeFileSync(join(folder, `${program}.loaded`), '');
}
