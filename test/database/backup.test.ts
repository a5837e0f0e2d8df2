import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, restore } from '../../src/relay/store/backup.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import { upTo } from '../support/both-stores.ts';
import { freshDatabase } from '../support/postgres.ts';
import { createStage, MACHINE, RELAY, run, until, type Stage } from '../support/stage.ts';
import { until as isSoon } from '../unit/main/gateway/stand-in-relay.ts';
import {
  MACHINE_A,
  UNIT_A,
  withRelay,
  type MachineClient,
} from '../integration/relay/relay-world.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-backup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ALL = { after: 0, most: 10_000 };
const payment = (index: number, name = 'AUTHORIZED') => ({
  msn: UNIT_A,
  reference: `${MACHINE_A}-01jd00000000000000000${String(index).padStart(5, '0')}`,
  pspReference: `psp-${String(index)}`,
  name,
  amount: { currency: 'NOK', value: 3200 },
  timestamp: new Date(0).toISOString(),
  idempotencyKey: null,
  success: true,
});
const sequencesOf = ({ heard }: MachineClient): readonly number[] =>
  heard.flatMap(({ type, sequence }) => (type === 'paymentEvent' ? [Number(sequence)] : []));

test('what was acknowledged to Vipps before a backup is in it; what Vipps sends again is recognised; the machine takes new events', async () => {
  await withRelay({}, async (world) => {
    const send = async (index: number) => (await world.webhook(UNIT_A, payment(index))).status;
    const machine = await world.connect(MACHINE_A);
    for (const index of upTo(5)) expect(await send(index)).toBe(200);
    await isSoon(() => sequencesOf(machine).length === 5, 'five events');
    machine.send({ type: 'ack', sequence: Math.max(...sequencesOf(machine)) });
    await until('them to be stored as delivered', async () =>
      (await world.store.deliveries.waiting()).count === 0 ? true : undefined,
    );
    await machine.close();
    for (const index of [5, 6, 7]) expect(await send(index)).toBe(200);

    // The relay goes on writing while the backup is made.
    const file = join(folder, 'relay.backup');
    const during = upTo(20).map((index) => send(100 + index));
    expect(await backUp(`sqlite:${world.databaseFile}`, file)).toBeGreaterThan(4096);
    expect(await Promise.all(during)).toEqual(upTo(20).map(() => 200));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await send(200)).toBe(200);
    const last = (await world.store.deliveries.pending(MACHINE_A, ALL)).at(-1)?.sequence ?? 0;

    const restored = `sqlite:${join(folder, 'restored.db')}`;
    await restore(file, restored, Date.now());
    await world.restart({ database: restored });
    const back = await world.connect(MACHINE_A);
    await isSoon(() => sequencesOf(back).length >= 3, 'the events that were waiting');
    const told = JSON.stringify(back.heard);
    for (const index of [5, 6, 7]) expect(told).toContain(payment(index).reference);
    expect(told).not.toContain(payment(4).reference);

    const before = sequencesOf(back).length;
    for (const index of [...upTo(5), 5, 6, 7]) expect(await send(index)).toBe(200);
    // What came after the backup is not in it: Vipps sends it again, or the machine asks Vipps.
    expect(await send(200)).toBe(200);
    await isSoon(() => sequencesOf(back).length > before, 'the event that Vipps sends again');
    expect(sequencesOf(back)).toHaveLength(before + 1);
    expect(Math.min(...sequencesOf(back))).toBeGreaterThan(last);
    await back.close();
  });
});

test('PostgreSQL is backed up into a file while it is written to, and restored into either database', async () => {
  const database = await freshDatabase();
  const store = await openStore(database);
  const add = (index: number) =>
    store.deliveries.add({
      machineId: MACHINE,
      key: String(index),
      body: `{"n":${String(index)}}`,
      atMs: 5,
    });
  await store.machines.add(
    { machineId: MACHINE, merchantSerialNumber: '123456', location: 'Hall' },
    1,
  );
  await store.machines.setCredential(MACHINE, 'hash', 2);
  for (const index of upTo(50)) await add(index);
  const file = join(folder, 'relay.backup');
  const during = Promise.all(upTo(50).map((index) => add(1000 + index)));
  await backUp(database, file);
  const last = Math.max(...(await during).map((delivery) => delivery?.sequence ?? 0));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await store.close();

  for (const target of [await freshDatabase(), `sqlite:${join(folder, 'relay.db')}`]) {
    const { tables } = await restore(file, target, Date.now());
    expect(tables['delivery']?.rows).toBeGreaterThanOrEqual(50);
    const again = await openStore(target);
    const bodies = (await again.deliveries.pending(MACHINE, ALL)).map(({ body }) => body);
    expect(bodies.slice(0, 50)).toEqual(upTo(50).map((index) => `{"n":${String(index)}}`));
    expect((await again.machines.findByCredential('hash'))?.machineId).toBe(MACHINE);
    const known = { machineId: MACHINE, key: '7', body: '{}', atMs: 6 };
    expect(await again.deliveries.add(known)).toBeUndefined();
    const next = await again.deliveries.add({ ...known, key: 'new' });
    expect(next?.sequence).toBeGreaterThan(last);
    await again.close();
  }
});

test('by the commands: a lost disk, the same machine still running, and it sells', async () => {
  const stage: Stage = await createStage();
  try {
    const file = join(folder, 'night.backup');
    const relay = (verb: string, ...words: readonly string[]) =>
      run([RELAY, verb, ...words, '--config', stage.configPath]);
    const kiosk = await stage.startKiosk();
    const sell = async (count: number): Promise<void> => {
      await stage.readyStatus(kiosk.statusPort);
      await stage.scanAndApprove();
      await stage.choose(kiosk.statusPort, 'B1');
      await until('the sale to be settled', async () => {
        const settled = (await stage.sales()).filter(({ state }) => state === 'settled');
        return settled.length === count ? true : undefined;
      });
    };
    await sell(1);
    expect(await relay('backup', '--to', file)).toMatchObject({ code: 0, stderr: '' });
    await sell(2);

    expect(await relay('backup', '--to', file)).toMatchObject({
      code: 2,
      stderr: `The file ${file} is there already: say a new name.\n`,
    });
    const running = await relay('restore', '--from', file);
    expect(running).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stop the relay first'),
    });
    await stage.relay.stop();
    expect(await relay('restore', '--from', file)).toMatchObject({
      code: 2,
      stderr: 'The database holds data already, and a backup is restored into an empty one.\n',
    });
    const lost = join(folder, 'lost');
    const databases = (): readonly string[] =>
      readdirSync(stage.folder).filter((name) => name.startsWith('relay.db'));
    for (const name of databases()) renameSync(join(stage.folder, name), lost + name);
    const noBackup = join(folder, 'notes.txt');
    writeFileSync(noBackup, 'Milk, bread');
    for (const [from, sentence] of [
      [noBackup, `The file ${noBackup} is no backup of a relay.\n`],
      [join(folder, 'nothing'), `There is no file ${join(folder, 'nothing')}.\n`],
    ] as const) {
      expect(await relay('restore', '--from', from)).toMatchObject({ code: 2, stderr: sentence });
    }
    expect(databases()).toEqual([]);
    const done = await relay('restore', '--from', file);
    expect(done, done.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(stage.folder, 'relay.db')).mode & 0o777).toBe(0o600);
    expect(existsSync(file)).toBe(true);

    await stage.startRelay();
    await sell(3);
    const store = await openStore(`sqlite:${join(stage.folder, 'relay.db')}`);
    // The running machine took and acknowledged the events of the third sale: it had seen higher counts before.
    await until('the events to be acknowledged', async () =>
      (await store.deliveries.waiting()).count === 0 ? true : undefined,
    );
    await store.close();
    expect(await kiosk.stop()).toBe(0);
  } finally {
    await stage.close();
  }
});
