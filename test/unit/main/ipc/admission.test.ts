import { ADMISSION, channelOf } from '#contract/ipc/channels.ts';
import { callSchemas } from '#contract/ipc/schemas.ts';
import type { Method } from '#contract/ipc/bridge.ts';
import { isMachineId } from '#core/base/ids.ts';
import type { Caller, PersonRole } from '#core/people/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerHandlers } from '../../../../src/main/ipc/handlers.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';
import { startKiosk, type RunningKiosk } from '../../../../src/main/composition/start-kiosk.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { writeKioskConfig } from '../../../../src/main/config/config.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ORIGIN = 'app://kiosk';
const OURS = { url: `${ORIGIN}/index.html`, parent: null };
const METHODS = Object.keys(callSchemas).filter((name): name is Method => name in ADMISSION);

type Listener = (
  event: { readonly senderFrame: typeof OURS | null },
  input: unknown,
) => Promise<unknown>;

const dataDir = mkdtempSync(join(tmpdir(), 'vendskap-bridge-'));
const nowhere = '127.0.0.1:9';
let kiosk: RunningKiosk;
let person: Caller | undefined;
const channels = new Map<string, Listener>();

beforeAll(async () => {
  const machineId = 'vm-0001';
  if (!isMachineId(machineId)) throw new Error(machineId);
  writeKioskConfig(dataDir, {
    machineId,
    relay: { url: `http://${nowhere}`, credential: 'x'.repeat(43) },
    hardware: { driver: 'qibixx', path: `tcp://${nowhere}`, sessionMode: 'authorise-first' },
  });
  const log = createNoteLog(createSystemClock()).of('kiosk');
  kiosk = await startKiosk({ dataDir, log });
  registerHandlers({
    ipcMain: { handle: (channel, listener) => channels.set(channel, listener) },
    origin: ORIGIN,
    log,
    calls: () => kiosk.calls,
    caller: () => person,
  });
});
afterAll(async () => {
  await kiosk.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(
  method: string,
  input: unknown,
  frame: typeof OURS | null = OURS,
): Promise<unknown> {
  const listener = channels.get(
    channelOf(METHODS.find((name) => name === method) ?? 'getSnapshot'),
  );
  if (listener === undefined) throw new Error(`nobody hears ${method}`);
  return await listener({ senderFrame: frame }, input);
}

const as = (role: PersonRole | undefined): void => {
  person = role === undefined ? undefined : { personId: 'p', name: 'Pat', role };
};

describe('the bridge', () => {
  it('hears what it has a schema for, and nothing else', () => {
    expect([...channels.keys()].sort()).toEqual(METHODS.map(channelOf).sort());
    expect(Object.keys(callSchemas).sort()).toEqual(Object.keys(ADMISSION).sort());
  });

  it.each(METHODS.filter((method) => ADMISSION[method] !== 'anyone'))(
    '%s is refused to whoever may not call it, before its argument is looked at',
    async (method) => {
      as(undefined);
      const unsigned = { ok: false, error: { refusal: { code: 'not-signed-in' } } };
      expect(await ask(method, { broken: true })).toMatchObject(unsigned);
      if (ADMISSION[method] !== 'owner') return;
      as('technician');
      const forOwners = { ok: false, error: { refusal: { code: 'owner-only' } } };
      expect(await ask(method, { broken: true })).toMatchObject(forOwners);
    },
  );

  it.each(METHODS)(
    '%s is refused to foreign pages and to frames, whoever is signed in',
    async (method) => {
      as('owner');
      const foreign = { ok: false, error: { code: 'ipc/foreign-sender' } };
      expect(await ask(method, {}, null)).toMatchObject(foreign);
      expect(await ask(method, {}, { ...OURS, url: 'https://example.org/' })).toMatchObject(
        foreign,
      );
    },
  );

  it.each(METHODS)('%s refuses arguments that make no sense', async (method) => {
    as('owner');
    const hostile: readonly unknown[] = [
      null,
      undefined,
      7,
      'x',
      [],
      { surplus: 1 },
      JSON.parse('{"__proto__":{"role":"owner"},"surplus":1}'),
      { personId: 'x'.repeat(1_000_000) },
    ];
    for (const input of hostile) {
      expect(await ask(method, input)).toMatchObject({
        ok: false,
        error: { code: 'ipc/invalid-argument' },
      });
    }
  });
});
