import { isMachineId } from '#core/base/ids.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { createLogWriter } from '#logging/log.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import type { KioskConfig } from '../../../../src/main/config/config.ts';
import {
  createDiagnosticsCalls,
  createDiagnosticBuffers,
  type DiagnosticBuffers,
} from '../../../../src/main/composition/diagnostics.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { createHardwareCalls } from '../../../../src/main/service/hardware.ts';
import { addPerson } from '../../../../src/main/service/add-person.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { createKioskStores } from '../../../../src/main/composition/open-stores.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createPeople } from '../../../../src/main/store/people.ts';
import { parseRecording } from '../../../../src/main/vend/recording.ts';
import { SNAPSHOT } from '../../../support/snapshots.ts';

const CREDENTIAL = 'relay-credential-"Zq8';
const PIN = '908172';
const TOKEN = 'customer-token-4711';
const WHO = { personId: 'p', name: 'Kari Nordmann', role: 'technician' } as const;

const silent = (): undefined => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const clock = createSystemClock();

let folder: string;
let stick: string;
let database: Database;
let observers: DiagnosticBuffers;
let snapshot: KioskSnapshot;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-diagnostics-'));
  stick = join(folder, 'media', 'STICK');
  mkdirSync(stick, { recursive: true });
  database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  observers = createDiagnosticBuffers(clock);
  snapshot = SNAPSHOT;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function calls(
  driver: 'qibixx' | 'xy',
  noticesFile?: string,
): ReturnType<typeof createDiagnosticsCalls> {
  const machineId = 'vm-0001';
  if (!isMachineId(machineId)) throw new Error(machineId);
  const config: KioskConfig = {
    machineId,
    relay: { url: 'https://relay.example', credential: CREDENTIAL },
    hardware: { driver, path: '/dev/ttyUSB0', sessionMode: 'authorise-first' },
  };
  return createDiagnosticsCalls({
    dataDir: folder,
    noticesFile,
    config,
    ...createKioskStores(database, clock),
    clock,
    log,
    sticks: createUsbSticks({ clock, folder: join(folder, 'media') }),
    diagnostics: observers,
    snapshot: () => snapshot,
    links: { facts: () => ({ clockOffsetMs: -3 }), roundTripsMs: () => [4, 8, 6] },
  });
}

function keptLog(): ReturnType<typeof createLogWriter> {
  return createLogWriter({
    program: 'kiosk',
    keep: (line) => {
      observers.log.keep(line);
    },
  });
}

it('a support bundle is a tar that any computer opens, tells everything, and no secret', async () => {
  observers.log.keep(`{"level":30,"msg":"hello ${JSON.stringify(CREDENTIAL).slice(1, -1)}"}\n`);
  observers.traffic.hear({ kind: 'traffic', direction: 'in', line: 'c,STATUS,VEND,25.00,4' });
  observers.recorder.note({ direction: 'in', hex: '760a' });
  database.run(
    `INSERT INTO journal (version, reference, at, kind, event) VALUES (1, 'r', 1, 'payment.created', '{"kind":"payment.created"}')`,
  );
  const write = keptLog();
  const fields = { customerToken: TOKEN, person: { pin: PIN } };
  write({ level: 'error', event: 'ipc.call-failed', fields });
  createAuditLog(database, clock).apply({ kind: 'signedIn', by: WHO.name, patches: [] });
  const saved = await calls('qibixx').saveSupportBundle({ stickId: stick }, WHO);
  expect(saved).toMatchObject({ ok: true });
  const [file = ''] = readdirSync(stick);
  expect(file).toMatch(/^vm-0001-support-\d{8}-\d{4}\.tar\.gz$/);
  const out = join(folder, 'out');
  mkdirSync(out);
  const unpacked = spawnSync('tar', ['-xzf', join(stick, file), '-C', out], { encoding: 'utf8' });
  expect(unpacked.stderr).toBe('');
  const inside = join(out, 'vm-0001-support');
  const names = readdirSync(inside).sort();
  expect(names).toEqual([
    'catalogue.json',
    'changes.jsonl',
    'config.json',
    'faults.json',
    'journal.jsonl',
    'links.jsonl',
    'log.jsonl',
    'metrics.txt',
    'recording.jsonl',
    'settings.json',
    'snapshot.json',
    'system.json',
    'test-vends.jsonl',
    'traffic.jsonl',
  ]);
  const all = names.map((name) => readFileSync(join(inside, name), 'utf8')).join('\n');
  for (const secret of [CREDENTIAL, 'Zq8', TOKEN, PIN, WHO.name, 'QR-PICTURE']) {
    expect(all).not.toContain(secret);
  }
  expect(all).toContain('https://relay.example');
  expect(all).toContain('payment.created');
  expect(all).toContain('"word":"choice"');
  expect(parseRecording(readFileSync(join(inside, 'recording.jsonl'), 'utf8'))).toHaveLength(1);
});

it('a support bundle names nobody who works at the machine', async () => {
  const people = createPeople(database);
  const changes = createAuditLog(database, clock);
  const person = (personId: string, name: string) => ({
    personId,
    name,
    role: 'owner' as const,
    language: 'nb' as const,
    pinHash: 'scrypt',
    addedAtMs: 1,
  });
  const tools = { people, changes, clock };
  addPerson(tools, { by: 'Wilhelmina Åse', person: person('1', 'Kari "Kaja" Nordmann') });
  addPerson(tools, { by: 'command line', person: person('2', 'Zoë') });
  changes.apply({ kind: 'signedIn', by: 'Zoë', patches: [] });
  changes.apply({
    kind: 'personEdited',
    by: 'Zoë',
    patches: [{ subject: 'person', id: '2', field: 'name', old: 'Zoë', new: 'Zeta Quist' }],
    detail: 'Zoë',
  });
  changes.apply({
    kind: 'personRemoved',
    by: 'Zeta Quist',
    patches: [{ subject: 'person', id: '1', field: 'isActive', old: true, new: false }],
    detail: 'Kari "Kaja" Nordmann',
  });
  const refund = {
    kind: 'refund.ordered',
    by: 'Olaug Hjelper',
    reason: 'zoë. sa ja; ZETA QUIST óg',
  };
  database.run(
    `INSERT INTO journal (version, reference, at, kind, event) VALUES (1, 'r', 1, 'refund.ordered', ?)`,
    JSON.stringify(refund),
  );
  keptLog()({
    level: 'error',
    event: 'service.command',
    fields: { order: { ...refund, amountMinor: 100 }, by: 'machine' },
  });
  observers.log.keep('Wilhelmina Åse, not as JSON\n');
  snapshot = {
    ...SNAPSHOT,
    service: {
      session: {
        personId: '2',
        name: 'Zeta Quist',
        role: 'owner',
        language: 'nb',
        sinceMs: 0,
        endsAtMs: 0,
      },
      hasPeople: true,
      doorWait: undefined,
    },
    print: {
      id: 1,
      atMs: 0,
      by: 'Kari "Kaja" Nordmann',
      what: 'sheet',
      paper: 'A4',
      way: 'stick',
      target: 'x.pdf',
      state: 'done',
      wants: [],
      job: undefined,
    },
  };
  expect(await calls('qibixx').saveSupportBundle({ stickId: stick }, WHO)).toMatchObject({
    ok: true,
  });
  const [file = ''] = readdirSync(stick);
  const said = spawnSync('tar', ['-xzOf', join(stick, file)], { encoding: 'utf8' }).stdout;
  for (const name of [
    'Kari',
    'Kaja',
    'Nordmann',
    'Zoë',
    'Quist',
    'Wilhelmina',
    'Olaug',
    WHO.name,
  ]) {
    expect(said.toLowerCase()).not.toContain(name.toLowerCase());
  }
  // What happened is still told.
  for (const word of ['personRemoved', 'refund.ordered', 'amountMinor', '"by":"machine"']) {
    expect(said).toContain(word);
  }
});

it('a recording lies on the stick as hardware replay reads it, and the change log says who saved it', async () => {
  observers.recorder.note({ direction: 'in', hex: 'fafb410040' });
  const saved = await calls('xy').saveRecording({ stickId: stick }, WHO);
  const file = saved.ok ? saved.value.file : '';
  expect(parseRecording(readFileSync(join(stick, file), 'utf8'))).toHaveLength(1);
  const [entry] = createAuditLog(database, clock).entries(undefined, 1);
  expect(entry).toMatchObject({ kind: 'recordingSaved', by: WHO.name, detail: file });
  const gone = await calls('xy').saveRecording({ stickId: join(folder, 'media', 'OTHER') }, WHO);
  expect(gone).toMatchObject({ ok: false, error: { code: 'ipc/refused' } });
});

it('traffic is told in the words of its dialect, from the last known line on', async () => {
  observers.traffic.hear({ kind: 'traffic', direction: 'out', line: 'V' });
  observers.traffic.hear({ kind: 'allFilled' });
  observers.traffic.hear({ kind: 'traffic', direction: 'in', line: 'FA FB 05 03 11 00 0C 1A' });
  expect(await calls('qibixx').readTraffic({ limit: 10 }, WHO)).toMatchObject({
    value: [
      { id: 1, meaning: { word: 'askVersion' } },
      { id: 2, meaning: { word: 'unknown' } },
    ],
  });
  expect(await calls('xy').readTraffic({ after: 1, limit: 10 }, WHO)).toMatchObject({
    value: [{ id: 2, meaning: { word: 'key', values: { item: 12 } } }],
  });
});

it('disk, database, versions and clock are what they are now', async () => {
  const read = await calls('xy').readSystem({}, WHO);
  const facts = read.ok ? read.value : undefined;
  expect(facts?.schemaVersion).toBe(KIOSK_MIGRATIONS.length);
  expect(facts?.databaseBytes).toBeGreaterThan(10_000);
  expect(facts?.diskTotalBytes).toBeGreaterThan(facts?.diskFreeBytes ?? 0);
  expect(facts?.versions.map(({ name }) => name)).toContain('node');
  expect(facts?.clockOffsetMs).toBe(-3);
  expect(await calls('xy').readPace({}, WHO)).toMatchObject({
    value: { sales: 0, roundTrip: { count: 3, p50Ms: 6, p95Ms: 8 } },
  });
});

it('whose work the program carries is told as the build wrote it down', async () => {
  const file = join(folder, 'notices.json');
  const notice = { name: 'libsql', version: '0.5.29', licence: 'MIT' };
  const text = 'Permission is hereby granted';
  writeFileSync(file, JSON.stringify([{ ...notice, text }]));
  const written = await calls('xy', file).listNotices({}, WHO);
  expect(written).toEqual({
    ok: true,
    value: [notice],
  });
  const { readNotice } = calls('xy', file);
  expect(await readNotice({ name: 'libsql', version: '0.5.29' }, WHO)).toMatchObject({
    value: { text },
  });
  expect(await readNotice({ name: 'libsql', version: '1.0.0' }, WHO)).toMatchObject({
    value: { text: '' },
  });
  for (const missing of [undefined, join(folder, 'nothing.json')]) {
    expect(await calls('xy', missing).listNotices({}, WHO)).toEqual({ ok: true, value: [] });
  }
});

it('an order to the machine is given, written down with a name, and refused in words', async () => {
  const changes = createAuditLog(database, clock);
  const given: unknown[] = [];
  let answer = 'done';
  const hardware = createHardwareCalls({
    giveCommand: (order) => {
      given.push(order);
      return Promise.resolve(answer);
    },
    slots: () => [],
    changes,
    log,
    onChange: silent,
  });
  const orders = [
    [{ kind: 'turnMotor', item: 4 }, 'motorTurned', '4'],
    [{ kind: 'testVend', item: 4 }, 'testVended', '4'],
    [{ kind: 'scanMotors' }, 'motorsScanned', undefined],
    [{ kind: 'clearSlot', selection: 'B1' }, 'slotCleared', 'B1'],
    [{ kind: 'clearFault', code: 'dropSensorFault' }, 'faultCleared', 'dropSensorFault'],
    [{ kind: 'coupleMotors', item: 4, motors: 2 }, 'motorsCoupled', '4 × 2'],
    [{ kind: 'testDropSensor' }, 'dropSensorTested', undefined],
    [{ kind: 'setDropSensor', isOn: false }, 'dropSensorSwitched', '0'],
    [{ kind: 'setClimate', climate: { mode: 'cool', celsius: 4 } }, 'climateSet', 'cool 4 °C'],
    [{ kind: 'setLight', fromHour: 6, toHour: 22 }, 'lightSet', '6–22'],
  ] as const;
  for (const [order, kind, detail] of orders) {
    expect(await hardware.orderMachine({ order }, WHO)).toEqual({ ok: true, value: null });
    expect(given.at(-1)).toEqual({ kind: 'machine', order });
    expect(changes.entries(undefined, 1)[0]).toMatchObject({ kind, detail, by: WHO.name });
  }
  for (const [said, code] of [
    ['sale-running', 'sale-running'],
    ['stopping', 'stopping'],
    ['something new', 'no-answer'],
  ]) {
    answer = said ?? '';
    expect(await hardware.orderMachine({ order: { kind: 'scanMotors' } }, WHO)).toMatchObject({
      ok: false,
      error: { refusal: { code } },
    });
  }
  expect(changes.entries(undefined, 50)).toHaveLength(orders.length);
});
