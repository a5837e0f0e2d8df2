import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { RelayConfig } from '../../../src/relay/config/relay-config.ts';
import { addMachine } from '../../../src/relay/machines/manage-machines.ts';
import type { Relay, RelayDeps } from '../../../src/relay/relay.ts';
import { openStore } from '../../../src/relay/store/open-store.ts';
import {
  createRelayOnStore,
  databaseIn,
  RELAYS,
  type OpenStore,
} from '../../support/relay-on-store.ts';
import { createPatientClock } from '../../support/shared-time.ts';
import { createSalesUnits } from '../../../src/relay/vipps/sales-units.ts';
import type { RelayStore } from '../../../src/relay/store/ports/relay-store.ts';
import { createHttpClient } from '../../../src/relay/runtime/http-client.ts';
import type { VippsControl } from '../../../src/simulator/vipps/control.ts';
import { createSimulatedVipps } from '../../../src/simulator/vipps/simulated-vipps.ts';
import {
  createListLog,
  createStandingClock,
  type ListLog,
  type StandingClock,
} from '../../unit/main/gateway/standing-clock.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { signedHeaders } from '../../support/signed-headers.ts';

export const UNIT_A = '123456';
export const UNIT_B = '654321';
export const MACHINE_A = 'vm-a';
export const MACHINE_B = 'vm-b';

function keysOf(unit: string): {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionKey: string;
} {
  return {
    clientId: `client-${unit}`,
    clientSecret: `secret-${unit}`,
    subscriptionKey: `key-${unit}`,
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A program that holds a machine's credential: the machine, or whoever stole it. */
export interface MachineClient {
  /** Frames from the relay, parsed. */
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  send(message: unknown): void;
  close(): Promise<void>;
}

export interface RelayWorld {
  readonly url: string;
  adminUrl(): string;
  readonly clock: StandingClock;
  readonly log: ListLog;
  readonly vipps: VippsControl;
  /** The SQLite file of the first start. */
  readonly databaseFile: string;
  /** A second connection to that database. */
  readonly store: RelayStore;
  /** Alerts that the operator's webhook was sent. */
  readonly alerts: readonly Readonly<Record<string, unknown>>[];
  credential(machineId: string): string;
  connect(machineId: string, accepts?: boolean): Promise<MachineClient>;
  /** Signed with the secret of `unit` for its address. */
  webhook(unit: string, body: unknown): Promise<Answer>;
  gateway(
    machineId: string,
    call: {
      readonly method: string;
      readonly path: string;
      readonly body?: unknown;
      /** Sent as it is. */
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Answer>;
  /** A call of another program with the keys of the sales unit. @returns the parsed answer */
  vippsCall(
    unit: string,
    call: {
      readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
      readonly path: string;
      readonly body?: unknown;
    },
  ): Promise<Answer['body']>;
  restart(changes?: Partial<RelayConfig>): Promise<void>;
  /** Lets time pass, and sockets answer. */
  pass(ms: number): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return address.port;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // A text it is.
  }
  return { status: response.status, body, headers: response.headers };
}

async function connectTo(
  url: string,
  credential: string,
  accepts: boolean,
): Promise<MachineClient> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/machine`, {
    headers: { authorization: `Bearer ${credential}` },
  });
  const heard: Record<string, unknown>[] = [];
  const send = (message: unknown): void => {
    ws.send(JSON.stringify(message));
  };
  ws.on('message', (data: Buffer) => {
    const frame: Record<string, unknown> = JSON.parse(data.toString('utf8'));
    heard.push(frame);
    if (frame['type'] !== 'checkIn') return;
    send({ type: 'checkInAnswer', checkInId: frame['checkInId'], accepted: accepts });
  });
  ws.on('error', () => undefined);
  await once(ws, 'open');
  send({ type: 'hello', version: 1, software: 'test' });
  await until(() => heard.some(({ type }) => type === 'welcome'), 'the welcome');
  return {
    heard,
    send,
    close: async () => {
      if (ws.readyState === ws.CLOSED) return;
      const closed = once(ws, 'close');
      ws.close();
      await closed;
    },
  };
}

/** Receives what the relay tells the operator. */
async function createOperator(): Promise<{
  alerts: Record<string, unknown>[];
  server: Server;
  url: string;
}> {
  const alerts: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      alerts.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.end('{}');
    });
  });
  return { alerts, server, url: `http://127.0.0.1:${String(await listen(server))}` };
}

export interface RelayOptions extends Partial<RelayConfig> {
  /** Of both sales units. */
  readonly unit?: Partial<RelayConfig['salesUnits'][number]>;
  /** Lets the relay check itself. */
  readonly check?: RelayDeps['check'];
  /** How the relay opens its database, when not as `relay -- serve` does. */
  readonly open?: OpenStore;
}

/** Runs `body` with a real relay on a real database, a simulated Vipps, and two machines in two sales units. */
export async function withRelay(
  { unit: unitChanges, check, open, ...changes }: RelayOptions,
  body: (world: RelayWorld) => Promise<void>,
): Promise<void> {
  const standing = createStandingClock();
  // Several relays wait for each other.
  const clock = RELAYS > 1 ? createPatientClock(standing.nowMs()) : standing;
  const log = createListLog();
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-relay-'));
  const units = [UNIT_A, UNIT_B].map((merchantSerialNumber) => ({
    merchantSerialNumber,
    market: 'NO' as const,
    ...keysOf(merchantSerialNumber),
  }));
  const simulated = createSimulatedVipps({ clock, log, salesUnits: units });
  const vippsServer = createServer((request, response) => {
    simulated.app(request, response);
  });
  const vippsUrl = `http://127.0.0.1:${String(await listen(vippsServer))}`;
  const operator = await createOperator();
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  const url = `http://127.0.0.1:${String(port)}`;
  let config: RelayConfig = {
    listen: { host: '127.0.0.1', port },
    publicUrl: url,
    database: await databaseIn(folder),
    alerts: { webhook: { url: operator.url, secret: undefined }, email: undefined },
    presence: false,
    salesUnits: units.map(({ merchantSerialNumber, market }) => ({
      merchantSerialNumber,
      market,
      vipps: { baseUrl: vippsUrl, ...keysOf(merchantSerialNumber) },
      userFlow: 'PUSH_MESSAGE',
      partialCapture: true,
      orderManagement: true,
      maxAmountCap: 20_000,
      refuseCheckInsWith: 503,
      ...unitChanges,
    })),
    ...changes,
  };
  const store = await openStore(config.database);
  const credentials = new Map<string, string>();
  const http = createHttpClient(clock);
  const salesUnits = createSalesUnits(config, { http, clock });
  const clients: MachineClient[] = [];
  let relay: Relay = createRelayOnStore(config, { clock, log, check, open });
  let { adminUrl } = await relay.start();
  for (const [machineId, salesUnit] of [
    [MACHINE_A, UNIT_A],
    [MACHINE_B, UNIT_B],
  ] as const) {
    const order = { machineId, salesUnit, location: `Hall of ${machineId}` };
    const { enrolmentCode } = await addMachine({ store, units: salesUnits, clock }, order);
    const answer = await fetch(`${url}/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: enrolmentCode }),
    });
    const enrolled: { readonly credential: string } = JSON.parse(await answer.text());
    credentials.set(machineId, enrolled.credential);
  }
  const credential = (machineId: string): string => credentials.get(machineId) ?? '';
  const world: RelayWorld = {
    url,
    adminUrl: () => adminUrl,
    clock,
    log,
    vipps: simulated.control,
    databaseFile: join(folder, 'relay.db'),
    store,
    alerts: operator.alerts,
    credential,
    connect: async (machineId, accepts = true) => {
      const client = await connectTo(url, credential(machineId), accepts);
      clients.push(client);
      return client;
    },
    webhook: async (unit, content) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const registrations = await store.registrations.list(unit);
      const current = registrations.find(({ retiredAtMs }) => retiredAtMs === undefined);
      if (current === undefined) throw new Error('Not registered.');
      const { pathname } = new URL(current.url);
      const headers = signedHeaders(current, text, clock.nowMs());
      return answerOf(await fetch(url + pathname, { method: 'POST', headers, body: text }));
    },
    gateway: async (machineId, { method, path, body: content, text, headers }) => {
      const sent = text ?? (content === undefined ? undefined : JSON.stringify(content));
      const answer = await fetch(`${url}/gateway${path}`, {
        method,
        headers: {
          authorization: `Bearer ${credential(machineId)}`,
          'idempotency-key': randomBytes(12).toString('hex'),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      return answerOf(answer);
    },
    vippsCall: async (unit, { method, path, body: content }) => {
      const reply = await salesUnits.find(unit)?.vipps.send({
        method,
        path,
        headers: { 'content-type': 'application/json' },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
      if (reply?.ok !== true) throw new Error('Vipps was not reached.');
      const text = Buffer.from(reply.value.body).toString('utf8');
      return text === '' ? undefined : JSON.parse(text);
    },
    restart: async (next = {}) => {
      await relay.stop();
      config = { ...config, ...next };
      relay = createRelayOnStore(config, { clock, log, check, open });
      ({ adminUrl } = await relay.start());
    },
    pass: (ms) => clock.advanceAsync(ms),
  };
  try {
    await body(world);
  } finally {
    for (const client of clients) await client.close();
    await relay.stop();
    await store.close();
    await http.close();
    simulated.close();
    vippsServer.closeAllConnections();
    vippsServer.close();
    operator.server.closeAllConnections();
    operator.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
