import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { RelayConfig } from '../../../src/relay/config/relay-config.ts';
import { addMachine } from '../../../src/relay/machines/manage-machines.ts';
import type { CheckContext } from '../../../src/relay/operator/check-context.ts';
import { judge, type Finding } from '../../../src/relay/operator/finding.ts';
import { createReach } from '../../../src/relay/operator/reach.ts';
import { runChecks } from '../../../src/relay/operator/run-checks.ts';
import { createSurroundings } from '../../../src/relay/operator/surroundings.ts';
import { openTestListener } from '../../../src/relay/operator/test-listener.ts';
import { createSystemClock } from '../../../src/relay/runtime/clock.ts';
import { createHttpClient } from '../../../src/relay/runtime/http-client.ts';
import { openStore } from '../../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../../src/relay/store/ports/relay-store.ts';
import { createSalesUnits, type SalesUnits } from '../../../src/relay/vipps/sales-units.ts';
import type { VippsControl } from '../../../src/simulator/vipps/control.ts';
import { createSimulatedVipps } from '../../../src/simulator/vipps/simulated-vipps.ts';
import { createRelayOnSqlite } from '../../support/relay-on-sqlite.ts';
import { createListLog, type ListLog } from '../../unit/main/gateway/standing-clock.ts';

export const UNIT = '123456';
export const MACHINE = 'vm-0001';
export const OTHER_MACHINE = 'vm-0002';
export const SECRETS = ['made-up-client-secret', 'made-up-subscription-key'] as const;

type UnitConfig = RelayConfig['salesUnits'][number];

export interface CheckWorld {
  readonly vipps: VippsControl;
  readonly store: RelayStore;
  readonly log: ListLog;
  readonly units: SalesUnits;
  readonly config: RelayConfig;
  readonly stopRelay: () => Promise<void>;
  readonly startRelay: () => Promise<void>;
  /** What the check finds, with another configuration or other surroundings than those that the relay runs with. */
  readonly check: (changes?: CheckChanges) => Promise<readonly Finding[]>;
}

export interface CheckChanges {
  readonly config?: Partial<RelayConfig>;
  readonly unit?: Partial<UnitConfig>;
  readonly vipps?: Partial<UnitConfig['vipps']>;
  readonly context?: Partial<CheckContext>;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}

/** A proxy that ends TLS with a certificate of its own for localhost, and passes calls on to a port. */
export async function openTlsFront(
  port: number,
  validDays: number,
): Promise<{ readonly url: string; readonly certificate: string; close(): void }> {
  const now = Date.now();
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: new Date(now - 400 * 86_400_000),
    notAfterDate: new Date(now + validDays * 86_400_000 + 3_600_000),
  });
  const server = createTlsServer({ key: pem.private, cert: pem.cert }, (from, to) => {
    const { method, url, headers } = from;
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on('error', () => to.writeHead(502).end());
    from.pipe(passed);
  });
  const tlsPort = await listen(server);
  const closeFront = (): void => {
    close(server);
  };
  return { url: `https://localhost:${String(tlsPort)}`, certificate: pem.cert, close: closeFront };
}

export interface WorldOptions {
  readonly environment: 'production' | 'test';
  /** No relay has run yet, and no machine was added. */
  readonly isNew?: boolean;
  readonly unit?: Partial<UnitConfig>;
}

/** A real relay with two machines, a simulated Vipps on a real socket, and the check beside them. */
export async function withCheck(
  { environment, isNew = false, unit: unitChanges = {} }: WorldOptions,
  body: (world: CheckWorld) => Promise<void>,
): Promise<void> {
  const clock = createSystemClock();
  const log = createListLog();
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-check-'));
  const keys = {
    clientId: 'made-up-client',
    clientSecret: SECRETS[0],
    subscriptionKey: SECRETS[1],
  };
  const salesUnit = { merchantSerialNumber: UNIT, market: 'NO', environment, ...keys } as const;
  const simulated = createSimulatedVipps({ clock, log, salesUnits: [salesUnit] });
  const vippsServer = createServer((message, response) => {
    simulated.app(message, response);
  });
  const baseUrl = `http://127.0.0.1:${String(await listen(vippsServer))}`;
  const port = await freePort();
  const config: RelayConfig = {
    listen: { host: '127.0.0.1', port },
    publicUrl: `http://127.0.0.1:${String(port)}`,
    database: `sqlite:${join(folder, 'relay.db')}`,
    alerts: {
      webhook: { url: `${baseUrl}/operator`, secret: undefined },
      email: undefined,
    },
    presence: false,
    salesUnits: [
      {
        merchantSerialNumber: UNIT,
        market: 'NO',
        environment,
        vipps: { baseUrl, ...keys },
        userFlow: 'PUSH_MESSAGE',
        partialCapture: true,
        orderManagement: true,
        maxAmountCap: 20_000,
        refuseCheckInsWith: 503,
        ...unitChanges,
      },
    ],
  };
  const store = await openStore(config.database);
  const http = createHttpClient(clock);
  const units = createSalesUnits(config, { http, clock });
  const startRelay = async (): Promise<ReturnType<typeof createRelayOnSqlite>> => {
    const started = createRelayOnSqlite(config, { clock, log });
    await started.start();
    return started;
  };
  let relay = isNew ? undefined : await startRelay();
  for (const machineId of isNew ? [] : [MACHINE, OTHER_MACHINE]) {
    const order = { machineId, salesUnit: UNIT, location: `Hall of ${machineId}` };
    await addMachine({ store, units, clock }, order);
  }
  const stopRelay = async (): Promise<void> => {
    await relay?.stop();
    relay = undefined;
  };
  const check = async (changes: CheckChanges = {}): Promise<readonly Finding[]> => {
    const checked: RelayConfig = {
      ...config,
      ...changes.config,
      salesUnits: (changes.config?.salesUnits ?? config.salesUnits).map((one) => ({
        ...one,
        ...changes.unit,
        vipps: { ...one.vipps, ...changes.vipps },
      })),
    };
    const reach = createReach(checked, clock);
    return runChecks({
      ...{ config: checked, http, clock, store, reach },
      units: createSalesUnits(
        { ...checked, salesUnits: checked.salesUnits.slice(0, 1) },
        { http, clock },
      ),
      surroundings: {
        ...createSurroundings(),
        isClockSynchronized: () => Promise.resolve(true),
      },
      exposedFiles: [],
      database: judge('database')('ok', 'The database can be read.'),
      openListener: () => openTestListener(checked, reach),
      ...changes.context,
    });
  };
  try {
    await body({
      ...{ vipps: simulated.control, store, log, units, config, stopRelay, check },
      startRelay: async () => {
        relay = await startRelay();
      },
    });
  } finally {
    await stopRelay();
    await store.close();
    await http.close();
    simulated.close();
    close(vippsServer);
    rmSync(folder, { recursive: true, force: true });
  }
}
