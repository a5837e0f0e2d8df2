import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallMap, Method } from '#contract/ipc/bridge.ts';
import type { IpcError } from '#contract/ipc/call.ts';
import type { Result } from '#core/base/result.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { startHost, type Host } from '../../../../src/main/composition/host.ts';
import type { CallHandlers } from '../../../../src/main/ipc/handlers.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';

const CODE = 'ABCD2345';
const PIN = '271828';
const CATALOGUE = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge',
  'A1,1,Cola,30.00,15,8,10,0',
  '',
].join('\n');

let folder: string;
let dataDir: string;
let usbDir: string;
let relay: Server;
let relayUrl: string;
let machineId: string;
let adapter: TcpServer;
let line: string;
let host: Host;
let broken: unknown;

function portOf(server: Server | TcpServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const listening = (server: Server | TcpServer): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

/** A relay that knows one code. */
function startRelay(): Server {
  return createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (body.includes(CODE)) {
        response.end(
          JSON.stringify({
            machineId,
            credential: 'c'.repeat(43),
            location: 'Hall',
            salesUnit: {
              merchantSerialNumber: '123456',
              market: 'NO',
              currency: 'NOK',
              userFlow: 'PUSH_MESSAGE',
              partialCapture: true,
              orderManagement: true,
              maxAmountCap: 20_000,
            },
          }),
        );
        return;
      }
      response.writeHead(body.includes('code') ? 403 : 400, { 'x-relay-refusal': '1' });
      response.end(JSON.stringify({ error: 'wrong-code', message: 'No.' }));
    });
  });
}

function start(): Promise<Host> {
  const log = createNoteLog(createSystemClock()).of('kiosk');
  return startHost({
    dataDir,
    usbDir,
    log,
    onBroken: (error) => {
      broken = error;
    },
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-set-up-'));
  dataDir = join(folder, 'kiosk');
  usbDir = join(folder, 'media');
  mkdirSync(join(usbDir, 'STICK'), { recursive: true });
  machineId = 'vm-0001';
  broken = undefined;
  relay = startRelay();
  adapter = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (bytes.toString().startsWith('V')) socket.write('v,4.0.2.0,0123456789abcdef\r\n');
      else if (bytes.toString().startsWith('POST')) socket.end('HTTP/1.1 200 OK\r\n\r\nhello');
    });
  });
  await listening(relay);
  await listening(adapter);
  relayUrl = `http://127.0.0.1:${String(portOf(relay))}`;
  line = `tcp://127.0.0.1:${String(portOf(adapter))}`;
  host = await start();
});

afterEach(async () => {
  await host.stop();
  relay.closeAllConnections();
  relay.close();
  adapter.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
): Promise<Result<CallMap[M]['output'], IpcError>> {
  const handle: CallHandlers[M] | undefined = host.calls()[method];
  if (handle === undefined) throw new Error(`${method} cannot be asked now.`);
  return handle(input, host.caller());
}

async function done<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
): Promise<CallMap[M]['output']> {
  const answer = await ask(method, input);
  if (answer.ok) return answer.value;
  throw new Error(`${method}: ${answer.error.message}`);
}

async function refusalOf<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
): Promise<string | undefined> {
  const answer = await ask(method, input);
  return answer.ok ? undefined : answer.error.refusal?.code;
}

const becomeOwner = (): Promise<null> =>
  done('createFirstOwner', { name: 'Anna', pin: PIN, language: 'nb' });

const machine = () => ({ driver: 'qibixx', path: line, sessionMode: 'authorise-first' as const });

async function enrolAll(): Promise<void> {
  await done('checkNetwork', { relayUrl });
  await done('chooseMachine', machine());
  await done('enrolMachine', { code: CODE });
}

describe('a machine that is set up from its window', () => {
  it('becomes a machine step by step, with the same person signed in', async () => {
    await becomeOwner();
    expect(host.calls().orderMachine).toBeUndefined();
    const before = (await done('getSnapshot', {})).service.session;
    expect(before).toMatchObject({ name: 'Anna', role: 'owner' });
    await done('noteSetupStep', { step: 'language' });
    await done('noteSetupStep', { step: 'panel' });
    const findings = await done('checkNetwork', { relayUrl });
    expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'address fine',
      'name fine',
      'relay fine',
      'clock fine',
    ]);
    expect(await done('findMachines', { path: line })).toEqual([
      { path: line, driver: 'qibixx', detail: 'firmware 4.0.2.0, id 0123456789abcdef' },
    ]);
    await done('chooseMachine', machine());
    expect(await done('getSetup', {})).toMatchObject({ next: 'relay', machineId: undefined });

    expect(await done('enrolMachine', { code: CODE })).toEqual({ machineId: 'vm-0001' });
    expect(broken).toBeUndefined();
    const config: unknown = JSON.parse(readFileSync(join(dataDir, 'kiosk.json'), 'utf8'));
    expect(config).toMatchObject({ machineId: 'vm-0001', hardware: machine() });
    const after = await done('getSnapshot', {});
    expect(after.machineId).toBe('vm-0001');
    expect(after.service.session).toMatchObject({ name: 'Anna', sinceMs: before?.sinceMs });
    expect(after.reasons).toContain('service-mode');
    expect(host.calls().orderMachine).toBeDefined();

    expect(await refusalOf('noteSetupStep', { step: 'products' })).toBe('no-products');
    const stickId = join(usbDir, 'STICK');
    writeFileSync(join(stickId, 'bad.csv'), CATALOGUE.replace('30.00', 'cheap'));
    writeFileSync(join(stickId, 'products.csv'), CATALOGUE);
    expect(await done('previewImport', { stickId, name: 'bad.csv' })).toMatchObject({
      isFine: false,
      faults: [{ line: 2, column: 4, code: 'not-amount' }],
    });
    const file = { stickId, name: 'products.csv' };
    const preview = await done('previewImport', file);
    if (!preview.isFine) throw new Error('the list is faulty');
    await done('importProducts', { ...file, fingerprint: preview.fingerprint });
    await done('noteSetupStep', { step: 'products' });
    await done('noteSetupStep', { step: 'maximum' });
    expect(await refusalOf('noteSetupStep', { step: 'sheet' })).toBe('no-sheet');
    expect(await refusalOf('noteSetupStep', { step: 'proof' })).toBe('no-proof');
    expect(await refusalOf('noteSetupStep', { step: 'testSale' })).toBe('no-test-sale');
    await done('orderTestSale', { isOn: true });
    expect((await done('getSnapshot', {})).testSale).toMatchObject({ state: 'awaited' });
    await done('orderTestSale', { isOn: false });
    expect((await done('getSnapshot', {})).testSale).toBeUndefined();
    const saved = await done('saveSetupReport', { stickId });
    expect(saved.isComplete).toBe(false);
    expect(readdirSync(stickId)).toEqual(expect.arrayContaining([...saved.files]));
    const report: unknown = JSON.parse(readFileSync(join(stickId, saved.files[0] ?? ''), 'utf8'));
    expect(report).toMatchObject({ machineId: 'vm-0001', savedBy: 'Anna', isComplete: false });
    const pdf = readFileSync(join(stickId, saved.files[1] ?? ''));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await done('getSetup', {})).toMatchObject({ next: 'sheet' });
    const kinds = (await done('listChanges', { limit: 20 })).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'signedIn')).toHaveLength(1);
    expect(kinds).toEqual(
      expect.arrayContaining(['machineChosen', 'machineEnrolled', 'import', 'setupReportSaved']),
    );
  });

  it('sells nothing before it is finished, whoever is signed out and whatever restarts', async () => {
    await becomeOwner();
    await enrolAll();
    const reasons = async () => (await done('getSnapshot', {})).reasons;
    expect(await reasons()).toEqual(expect.arrayContaining(['service-mode', 'set-up-unfinished']));
    await done('signOut', {});
    await host.stop();
    host = await start();
    expect(await reasons()).toContain('set-up-unfinished');
    expect(await reasons()).not.toContain('service-mode');

    const [anna] = await done('listSignIns', {});
    await done('signIn', { personId: anna?.personId ?? '', pin: PIN });
    await done('sellWithoutSetup', {});
    expect(await reasons()).not.toContain('set-up-unfinished');
    expect((await done('getSnapshot', {})).setUpHold).toBe('waived');
    expect(await refusalOf('sellWithoutSetup', {})).toBe('changed-meanwhile');
    const [decision] = await done('listChanges', { limit: 1 });
    expect(decision).toMatchObject({
      kind: 'setupWaived',
      by: 'Anna',
      patches: [{ subject: 'setup', field: 'hold', old: 'held', new: 'waived' }],
    });
    expect(decision?.detail).toMatch(/sheet, proof, testSale$/);
    await host.stop();
    host = await start();
    expect(await reasons()).not.toContain('set-up-unfinished');

    await done('signIn', { personId: anna?.personId ?? '', pin: PIN });
    await done('undoChange', { sequence: decision?.sequence ?? 0 });
    expect(await reasons()).toContain('set-up-unfinished');
  });

  it('is held by nothing when it was in service already, or its code was refused', async () => {
    await becomeOwner();
    await done('checkNetwork', { relayUrl });
    await done('chooseMachine', machine());
    expect(await refusalOf('enrolMachine', { code: 'WXYZ2345' })).toBe('code-refused');
    await host.stop();
    // As `enrol` of the command line leaves it.
    writeFileSync(
      join(dataDir, 'kiosk.json'),
      JSON.stringify({
        machineId,
        relay: { url: relayUrl, credential: 'c'.repeat(43) },
        hardware: machine(),
      }),
    );
    host = await start();
    expect((await done('getSnapshot', {})).reasons).not.toContain('set-up-unfinished');
    const [anna] = await done('listSignIns', {});
    await done('signIn', { personId: anna?.personId ?? '', pin: PIN });
    await done('enrolMachine', { code: CODE });
    expect((await done('getSnapshot', {})).reasons).not.toContain('set-up-unfinished');
    expect((await done('getSnapshot', {})).setUpHold).toBeUndefined();
    expect(await refusalOf('sellWithoutSetup', {})).toBe('changed-meanwhile');
  });

  it('is taken up where it was left', async () => {
    await becomeOwner();
    await done('checkNetwork', { relayUrl });
    await host.stop();
    host = await start();
    expect(await done('getSetup', {})).toMatchObject({ relayUrl, next: 'language' });
    expect((await done('getSnapshot', {})).service.session).toBeUndefined();
  });

  it('says what is wrong, and changes nothing', async () => {
    await becomeOwner();
    expect(await refusalOf('enrolMachine', { code: CODE })).toBe('step-before');
    expect(await refusalOf('saveSetupReport', { stickId: 'x' })).toBe('step-before');
    expect(await refusalOf('orderTestSale', { isOn: true })).toBe('not-set-up');
    expect(await refusalOf('checkNetwork', { relayUrl: 'http://example.org' })).toBe(
      'relay-address',
    );
    expect(await refusalOf('findMachines', { path: 'COM1' })).toBe('hardware-path');
    expect(await refusalOf('chooseMachine', { ...machine(), path: 'COM1' })).toBe('hardware-path');
    expect(await refusalOf('chooseMachine', { ...machine(), driver: 'x' })).toBe('not-offered');
    await done('checkNetwork', { relayUrl });
    await done('chooseMachine', machine());
    expect(await refusalOf('enrolMachine', { code: 'short' })).toBe('enrolment-code');
    expect(await refusalOf('enrolMachine', { code: 'WXYZ2345' })).toBe('code-refused');
    relay.closeAllConnections();
    relay.close();
    expect(await refusalOf('enrolMachine', { code: CODE })).toBe('relay-unreachable');
    expect((await done('getSnapshot', {})).reasons).toEqual(['not-set-up']);
  });

  it('tells where the way to the relay ends', async () => {
    await becomeOwner();
    const states = async (url: string): Promise<string> =>
      (await done('checkNetwork', { relayUrl: url })).map(({ state }) => state).join(' ');
    expect(await states('https://no-such-relay.invalid')).toMatch(/^fine failed|^failed/);
    expect(await states(line.replace('tcp', 'http'))).toBe('fine fine failed notAsked');
    expect(await done('getSetup', {})).toMatchObject({
      steps: expect.arrayContaining([
        { step: 'network', result: expect.objectContaining({ isFine: false }) },
      ]),
    });
  });

  it('goes over to another line at once, and refuses the code of another machine', async () => {
    await becomeOwner();
    await enrolAll();
    const idle = { ...machine(), sessionMode: 'always-idle' as const };
    await done('chooseMachine', idle);
    expect(await done('getSetup', {})).toMatchObject({ machine: idle, machineId: 'vm-0001' });
    expect((await done('findMachines', { path: line }))[0]?.path).toBe(line);
    expect(host.caller()?.name).toBe('Anna');
    machineId = 'vm-0002';
    expect(await refusalOf('enrolMachine', { code: CODE })).toBe('other-machine');
    expect((await done('getSetup', {})).machineId).toBe('vm-0001');
  });
});
