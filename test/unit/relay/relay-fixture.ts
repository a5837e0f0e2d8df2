import { logTo, type LogLine } from '#core/base/log-to.ts';
import type { Log } from '#core/base/ports.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createLoneProcess } from '../../../src/relay/cluster/cluster.ts';
import { createSoleClaims } from '../../../src/relay/cluster/machine-claims.ts';
import type { SalesUnitConfig } from '../../../src/relay/config/relay-config.ts';
import {
  createAcknowledgements,
  type Acknowledgements,
} from '../../../src/relay/deliveries/acknowledgements.ts';
import {
  createCredentialWatch,
  type CredentialWatch,
} from '../../../src/relay/machines/credential-watch.ts';
import {
  createMachineLinks,
  type MachineLinks,
} from '../../../src/relay/machines/machine-links.ts';
import type { MachineSocket } from '../../../src/relay/machines/connection.ts';
import { createSalesUnits, type SalesUnits } from '../../../src/relay/vipps/sales-units.ts';
import { openSqliteStore } from '../../../src/relay/store/sqlite/sqlite-store.ts';
import type { AlertStored } from '../../../src/relay/store/ports/alerts.ts';
import type { Machine } from '../../../src/relay/store/ports/machines.ts';
import type { RelayStore } from '../../../src/relay/store/ports/relay-store.ts';
import type { AlertMessage } from '#contract/relay/messages.ts';
import { createVirtualClock, type VirtualClock } from '../../support/house/virtual-clock.ts';

/** Turns of the event loop in which everything that needs no time gets done. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

/** Lets so much time pass, with everything that is due in it. */
export async function pass(clock: VirtualClock, ms: number): Promise<void> {
  const untilMs = clock.elapsedMs() + ms;
  await settle();
  while ((clock.nextDueMs() ?? Infinity) <= untilMs) {
    clock.runNext();
    await settle();
  }
  clock.moveTo(untilMs);
}

export interface LineLog extends Log {
  readonly lines: LogLine[];
}

export function createLineLog(): LineLog {
  const lines: LogLine[] = [];
  const log = logTo((line) => {
    lines.push(line);
  });
  return { lines, ...log };
}

/** A machine's end of a connection, as the relay sees it. */
export interface StandInSocket extends MachineSocket {
  readonly sent: Record<string, unknown>[];
  readonly isPaused: boolean;
  readonly closedWith: number | undefined;
  readonly isTerminated: boolean;
  readonly pings: number;
  buffered: number;
}

export function createStandInSocket(): StandInSocket {
  const socket = {
    sent: [] as Record<string, unknown>[],
    isPaused: false,
    closedWith: undefined as number | undefined,
    isTerminated: false,
    pings: 0,
    buffered: 0,
    send: (text: string) => {
      socket.sent.push(JSON.parse(text));
    },
    ping: () => {
      socket.pings += 1;
    },
    pause: () => {
      socket.isPaused = true;
    },
    resume: () => {
      socket.isPaused = false;
    },
    close: (code: number) => {
      socket.closedWith ??= code;
    },
    terminate: () => {
      socket.isTerminated = true;
    },
    bufferedBytes: () => socket.buffered,
  };
  return socket;
}

export interface RelayFixture {
  readonly clock: VirtualClock;
  readonly log: LineLog;
  readonly file: string;
  readonly store: RelayStore;
  readonly acknowledgements: Acknowledgements;
  readonly links: MachineLinks;
  /** Not started: it looks every few seconds for as long as it runs. */
  readonly credentials: CredentialWatch;
  readonly units: SalesUnits;
  readonly machine: (machineId: string) => Machine;
  readonly usedTwice: string[];
  readonly alerts: AlertMessage[];
  keepAlert: (machineId: string, message: AlertMessage) => Promise<AlertStored>;
  close(): Promise<void>;
}

const NO_KEYS = {
  baseUrl: 'http://127.0.0.1:9',
  clientId: 'x',
  clientSecret: 'x',
  subscriptionKey: 'x',
};

/** The sales unit of every machine. */
export const UNIT: SalesUnitConfig = {
  merchantSerialNumber: '123456',
  market: 'NO',
  vipps: NO_KEYS,
  userFlow: 'PUSH_MESSAGE',
  partialCapture: true,
  orderManagement: true,
  maxAmountCap: 20_000,
  refuseCheckInsWith: 503,
};

/** The part of a relay that holds the machines' connections, on a real file and a clock that the test moves. */
export async function openRelayFixture(machineIds: readonly string[]): Promise<RelayFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-relay-'));
  const clock = createVirtualClock();
  const log = createLineLog();
  const file = join(folder, 'relay.db');
  const store = openSqliteStore(file, clock);
  for (const machineId of machineIds) {
    await store.machines.add(
      { machineId, merchantSerialNumber: '123456', location: `Hall of ${machineId}` },
      0,
    );
    await store.machines.setCredential(machineId, `hash-${machineId}`, 0);
  }
  const units = createSalesUnits(
    { publicUrl: 'https://relay.example', salesUnits: [UNIT] },
    {
      http: { send: () => Promise.reject(new Error('unused')), close: () => Promise.resolve() },
      clock,
    },
  );
  const { machines, deliveries } = store;
  const acknowledgements = createAcknowledgements({ store: deliveries, clock, log });
  const usedTwice: string[] = [];
  const alerts: AlertMessage[] = [];
  const links = createMachineLinks({
    cluster: createLoneProcess(clock),
    claims: createSoleClaims(),
    ...{ machines, deliveries, acknowledgements, units, clock, log },
    heartbeatSeconds: 60,
    onAlert: (machineId, message) => fixture.keepAlert(machineId, message),
    onUsedTwice: ({ machineId }) => usedTwice.push(machineId),
  });
  const fixture: RelayFixture = {
    clock,
    log,
    file,
    store,
    units,
    acknowledgements,
    usedTwice,
    alerts,
    keepAlert: (_machineId, message) => {
      alerts.push(message);
      return Promise.resolve('kept');
    },
    links,
    credentials: createCredentialWatch({ machines, links, clock, log }),
    machine: (machineId) => ({
      machineId,
      merchantSerialNumber: '123456',
      location: `Hall of ${machineId}`,
      isEnrolled: true,
    }),
    close: async () => {
      fixture.credentials.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return fixture;
}
