import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { RelayConfig } from '../../src/relay/config/relay-config.ts';
import { addMachine } from '../../src/relay/machines/manage-machines.ts';
import { createRelay, type RelayDeps } from '../../src/relay/relay.ts';
import { createSystemClock } from '../../src/relay/runtime/clock.ts';
import { createHttpClient } from '../../src/relay/runtime/http-client.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { createSalesUnits } from '../../src/relay/vipps/sales-units.ts';
import type { VippsControl } from '../../src/simulator/vipps/control.ts';
import { createSimulatedVipps } from '../../src/simulator/vipps/simulated-vipps.ts';
import { emptyDatabase, type StoreKind } from '../support/both-stores.ts';
import { createListLog, type ListLog } from '../unit/main/gateway/standing-clock.ts';
import { signedHeaders } from '../support/signed-headers.ts';

export const UNIT = '123456';
export const ONE = 'vm-one';
export const TWO = 'vm-two';
/** Longer than anything takes, also on a computer at a third of this speed. */
const LONGEST_MS = 60_000;

export async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const endMs = performance.now() + LONGEST_MS;
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(`${what} did not come.`);
    await sleep(20);
  }
}

export interface Machine {
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  readonly closedWith: () => number | undefined;
  readonly asked: () => number;
  send(message: unknown): void;
  /** Answers neither pings nor frames any more, as behind a line that was cut. */
  freeze(): void;
  close(): Promise<void>;
}

/** One relay process: its own pool and its own life, in the process of the test. */
export interface RelayProcess {
  readonly url: string;
  readonly adminUrl: string;
  readonly log: ListLog;
  readonly store: RelayStore;
  /** As when it is killed: it renews nothing, hears nothing and says nothing. */
  kill(): Promise<void>;
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClusterWorld {
  readonly database: string;
  readonly vipps: VippsControl;
  /** A connection of the operator's commands. */
  readonly store: RelayStore;
  readonly relays: readonly RelayProcess[];
  start(options?: {
    readonly isDeaf?: boolean;
    readonly check?: RelayDeps['check'];
  }): Promise<RelayProcess>;
  /** `accepts`: true unless it is given; 'later': the test answers. */
  connect(
    relay: RelayProcess,
    machineId: string,
    accepts?: boolean | 'later',
  ): Promise<Machine | number>;
  webhook(relay: RelayProcess, body: unknown): Promise<number>;
  checkIn(relay: RelayProcess, token: string, machineId?: string): Promise<number>;
  paymentEvent(relay: RelayProcess, name: string, machineId?: string): Promise<number>;
  createPayment(relay: RelayProcess, machineId: string, token: string): Promise<number>;
  credential(machineId: string): string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return address.port;
}

/** Wake-ups get lost: everything must be found by looking. */
function deafen(store: RelayStore): RelayStore {
  const { cluster } = store;
  if (cluster === undefined) return store;
  const wakeUps = {
    send: () => Promise.resolve(),
    listen: () => ({ close: () => Promise.resolve() }),
  };
  return { ...store, cluster: { ...cluster, wakeUps } };
}

async function connectTo(
  url: string,
  credential: string,
  accepts: boolean | undefined,
): Promise<Machine | number> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/machine`, {
    headers: { authorization: `Bearer ${credential}` },
    autoPong: false,
  });
  const heard: Record<string, unknown>[] = [];
  let closedWith: number | undefined;
  let isFrozen = false;
  const send = (message: unknown): void => {
    if (!isFrozen) ws.send(JSON.stringify(message));
  };
  ws.on('ping', () => {
    if (!isFrozen) ws.pong();
  });
  ws.on('message', (data: Buffer) => {
    if (isFrozen) return;
    const frame: Record<string, unknown> = JSON.parse(data.toString('utf8'));
    heard.push(frame);
    if (frame['type'] === 'checkIn' && accepts !== undefined) {
      send({ type: 'checkInAnswer', checkInId: frame['checkInId'], accepted: accepts });
    }
    if (frame['type'] === 'paymentEvent') send({ type: 'ack', sequence: frame['sequence'] });
  });
  ws.on('close', (code) => {
    closedWith = code;
  });
  ws.on('error', () => undefined);
  const refused = new Promise<number>((resolve) => {
    ws.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      ws.terminate();
    });
  });
  const opened = once(ws, 'open').then(
    () => undefined,
    () => 0,
  );
  const status = await Promise.race([refused, opened]);
  if (status !== undefined) return status;
  send({ type: 'hello', version: 1, software: 'test' });
  await until(() => heard.some(({ type }) => type === 'welcome'), 'the welcome');
  return {
    heard,
    closedWith: () => closedWith,
    asked: () => heard.filter(({ type }) => type === 'checkIn').length,
    send,
    freeze: () => {
      isFrozen = true;
    },
    close: async () => {
      if (ws.readyState === ws.CLOSED) return;
      const closed = once(ws, 'close');
      if (isFrozen) ws.terminate();
      else ws.close();
      await closed;
    },
  };
}

/**
 * Runs `body` with two machines and as many relay processes as it starts, on one real PostgreSQL and a simulated Vipps. SQLite
 * is for one process: every start gives the same one.
 */
export async function withCluster(
  body: (world: ClusterWorld) => Promise<void>,
  changes: Partial<RelayConfig> = {},
  kind: StoreKind = 'PostgreSQL',
): Promise<void> {
  const clock = createSystemClock();
  const keys = { clientId: 'client', clientSecret: 'secret', subscriptionKey: 'key' };
  const unit = { merchantSerialNumber: UNIT, market: 'NO' as const, ...keys };
  const simulated = createSimulatedVipps({ clock, log: createListLog(), salesUnits: [unit] });
  const vippsServer = createServer((request, response) => {
    simulated.app(request, response);
  });
  vippsServer.listen(0, '127.0.0.1');
  await once(vippsServer, 'listening');
  const address = vippsServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  const baseUrl = `http://127.0.0.1:${String(address.port)}`;
  const empty = await emptyDatabase(kind);
  const { database } = empty;
  const publicUrl = 'http://127.0.0.1:9';
  const configFor = (port: number): RelayConfig => ({
    listen: { host: '127.0.0.1', port },
    publicUrl,
    database,
    alerts: { webhook: undefined, email: undefined },
    presence: { afterSeconds: 2 },
    salesUnits: [
      {
        merchantSerialNumber: UNIT,
        market: 'NO',
        vipps: { baseUrl, ...keys },
        userFlow: 'PUSH_MESSAGE',
        partialCapture: true,
        orderManagement: true,
        maxAmountCap: 20_000,
        refuseCheckInsWith: 503,
      },
    ],
    ...changes,
  });
  const relays: RelayProcess[] = [];
  const machines: Machine[] = [];
  const store = await openStore(database);
  const http = createHttpClient(clock);
  const salesUnits = createSalesUnits(configFor(0), { http, clock });
  const credentials = new Map<string, string>();

  const start: ClusterWorld['start'] = async ({ isDeaf = false, check } = {}) => {
    const [only] = relays;
    if (kind === 'SQLite' && only !== undefined) return only;
    const port = await freePort();
    const log = createListLog();
    const own = await openStore(database, clock, log);
    const relay = createRelay(configFor(port), {
      ...{ store: isDeaf ? deafen(own) : own, clock, log, check },
    });
    const { url, adminUrl } = await relay.start();
    let isOver = false;
    const process: RelayProcess = {
      url,
      adminUrl,
      log,
      store: own,
      kill: async () => {
        isOver = true;
        // Nothing reaches the database any more; then the sockets go.
        await own.close();
        await relay.stop().catch(() => undefined);
      },
      drain: () => relay.drain(),
      stop: async () => {
        if (isOver) return;
        isOver = true;
        await relay.stop();
        await own.close();
      },
    };
    relays.push(process);
    return process;
  };

  const webhook = async (relay: RelayProcess, content: unknown): Promise<number> => {
    const body = JSON.stringify(content);
    const registrations = await store.registrations.list(UNIT);
    const current = registrations.find(({ retiredAtMs }) => retiredAtMs === undefined);
    if (current === undefined) throw new Error('Not registered.');
    const { pathname } = new URL(current.url);
    const headers = signedHeaders(current, body);
    return (await fetch(relay.url + pathname, { method: 'POST', headers, body })).status;
  };

  const world: ClusterWorld = {
    database,
    vipps: simulated.control,
    store,
    relays,
    start,
    webhook,
    credential: (machineId) => credentials.get(machineId) ?? '',
    connect: async (relay, machineId, accepts = true) => {
      const answers = accepts === 'later' ? undefined : accepts;
      const machine = await connectTo(relay.url, credentials.get(machineId) ?? '', answers);
      if (typeof machine !== 'number') machines.push(machine);
      return machine;
    },
    checkIn: (relay, customerToken, merchantQrId = ONE) =>
      webhook(relay, {
        ...{ customerToken, merchantQrId, msn: UNIT },
        initiatedAt: new Date().toISOString(),
      }),
    paymentEvent: (relay, name, machineId = ONE) =>
      webhook(relay, {
        ...{ msn: UNIT, reference: `${machineId}-01k00000000000000000000000` },
        ...{ pspReference: name, name: 'AUTHORIZED', success: true },
        ...{ amount: { currency: 'NOK', value: 100 }, timestamp: '2026-01-01T12:00:00Z' },
      }),
    createPayment: async (relay, machineId, customerToken) => {
      const answer = await fetch(`${relay.url}/gateway/epayment/v1/payments`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credentials.get(machineId) ?? ''}`,
          'idempotency-key': randomBytes(12).toString('hex'),
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          amount: { currency: 'NOK', value: 2_000 },
          paymentMethod: { type: 'WALLET' },
          customer: { customerToken },
          customerInteraction: 'CUSTOMER_PRESENT',
          reference: `${machineId}-01k0000000000000000${randomBytes(4).toString('hex').slice(0, 7)}`,
          userFlow: 'PUSH_MESSAGE',
          paymentDescription: 'A purchase',
        }),
      });
      await answer.arrayBuffer();
      return answer.status;
    },
  };
  for (const machineId of [ONE, TWO]) {
    const order = { machineId, salesUnit: UNIT, location: `Hall of ${machineId}` };
    await addMachine({ store, units: salesUnits, clock }, order);
    const credential = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(credential).digest('hex');
    await store.machines.setCredential(machineId, hash, Date.now());
    credentials.set(machineId, credential);
  }
  try {
    await body(world);
  } finally {
    for (const machine of machines) await machine.close();
    for (const relay of relays) await relay.stop();
    await store.close();
    await http.close();
    simulated.close();
    vippsServer.closeAllConnections();
    vippsServer.close();
    await empty.remove();
  }
}
