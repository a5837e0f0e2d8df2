import type { Currency } from '#core/money.ts';
import type { KioskSnapshot, PostedQr } from '#core/kiosk/snapshot.ts';
import { marketDay } from '#core/vat/market-day.ts';
import type { Clock, Log, Unsubscribe } from '#core/ports.ts';
import { KioskError, isKioskError } from '#core/errors.ts';
import type { Settings } from '#core/settings.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicFactory, ulid } from 'ulid';
import { createSystemClock } from './clock.ts';
import { requireKioskConfig, type KioskConfig } from './config.ts';
import { createPaymentGateway } from './gateway/payment-gateway.ts';
import { createRelayFeed } from './gateway/relay-feed.ts';
import { createRelayHttp } from './gateway/relay-http.ts';
import { createQrSource } from './label/qr-source.ts';
import type { CallHandlers } from './ipc/handlers.ts';
import { createKiosk } from './lifecycle/kiosk.ts';
import { createLog } from './log.ts';
import { startStatusServer } from './ops/status-server.ts';
import { createUsbSticks } from './ops/usb-sticks.ts';
import { lockFile, openDatabase, type Database } from '#sqlite/database.ts';
import { KIOSK_MIGRATIONS } from './store/kiosk-schema.ts';
import { createServiceCalls } from './service-calls.ts';
import { keepChangeLog } from './service/log-keeper.ts';
import { createSession, type Session } from './service/session.ts';
import { createChangeBook } from './store/change-book.ts';
import { createMachineStore } from './store/machine-store.ts';
import { createPeople } from './store/people.ts';
import { createPersonOrders } from './store/person-orders.ts';
import { createRelayMemory, type RelayMemoryStore } from './store/relay-memory.ts';
import { createSaleStore } from './store/sale-store.ts';
import { readSettings } from './store/settings.ts';
import { createVendController } from './vend/create-controller.ts';
import type { SpawnLine } from './vend/xy/link-messages.ts';
import { VERSION } from './version.ts';

export interface StartOptions {
  readonly dataDir: string;
  /** Serves status and metrics on this loopback port; 0 picks one. */
  readonly statusPort?: number | undefined;
  readonly clock?: Clock;
  readonly log?: Log;
  /** 0 ≤ x < 1, for jitter and references. */
  readonly random?: () => number;
  /** Starts the process that answers a board's polls; without it they are answered in this one. */
  readonly spawnLine?: SpawnLine;
  /** The folder where this computer mounts its USB sticks; without it the kernel is asked. */
  readonly usbDir?: string | undefined;
}

/** A kiosk at work in this process, with or without a window. */
export interface RunningKiosk {
  readonly log: Log;
  readonly statusPort: number | undefined;
  /** What the window may ask. */
  readonly calls: CallHandlers;
  readonly session: Session;
  snapshot(): KioskSnapshot;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  stop(): Promise<void>;
}

/** The QR's picture is asked for again this often, and sooner while there is none. */
const QR_REFRESH_MS = 6 * 3_600_000;
const QR_RETRY_MS = 60_000;

/** Opens `kiosk.db` in the data directory, made when it is not there. Throws `store/…`. */
export function openKioskDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openDatabase({ path: join(dataDir, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
}

function lockDataDir(dataDir: string): () => void {
  try {
    return lockFile(join(dataDir, 'kiosk.lock'));
  } catch (cause) {
    if (!isKioskError(cause, 'store/locked')) throw cause;
    throw new KioskError('store/locked', `Another kiosk already runs on ${dataDir}.`, { cause });
  }
}

interface Parts {
  readonly config: KioskConfig;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly spawnLine: SpawnLine | undefined;
  readonly session: Session;
}

function compose({ config, database, clock, log, random, spawnLine, session }: Parts): ReturnType<
  typeof createKiosk
> & {
  readonly stopQr: () => void;
} {
  const memory = createRelayMemory(database, clock);
  const known = memory.load();
  const nextUlid = monotonicFactory(random);
  const newUlid = (): string => nextUlid(clock.nowMs());
  const currency: Currency = known.terms?.currency ?? 'NOK';
  const http = createRelayHttp({
    relayUrl: config.relay.url,
    credential: config.relay.credential,
    clock,
    log,
  });
  const gateway = createPaymentGateway({
    http,
    clock,
    log,
    machineId: config.machineId,
    terms: () => memory.load().terms,
    random,
  });
  const kiosk = createKiosk({
    machineId: config.machineId,
    version: VERSION,
    store: createSaleStore(database, () =>
      marketDay(memory.load().terms?.market ?? 'NO', clock.nowMs()),
    ),
    machineStore: createMachineStore(database),
    orders: createPersonOrders(database),
    machine: createVendController(config.hardware, {
      currency,
      clock,
      log,
      newId: newUlid,
      spawnLine,
    }),
    gateway,
    feed: createRelayFeed({
      relayUrl: config.relay.url,
      credential: config.relay.credential,
      software: `vendskap/${VERSION}`,
      clock,
      log,
      random,
    }),
    clock,
    log,
    newUlid,
    keepToken: (reference, token) => {
      gateway.rememberCustomerToken(reference, token);
    },
    memory: known,
    onWelcome: (welcome) => {
      memory.keepWelcome(welcome);
    },
    postedQr: () => memory.load().qr,
    serviceView: () => session.view(),
  });
  const fetchQr = createQrSource({ http, machineId: config.machineId, log });
  const stopQr = keepQrFresh({
    fetch: async () => {
      const picture = await fetchQr.fetchQr(new AbortController().signal);
      if (!picture.ok) return undefined;
      return { ...picture.value, fetchedAtMs: clock.nowMs() };
    },
    memory,
    clock,
    onFresh: () => {
      kiosk.refresh();
    },
  });
  return {
    ...kiosk,
    stopQr,
    stop: async () => {
      stopQr();
      await kiosk.stop();
      await gateway.stop();
      await http.close();
    },
  };
}

interface QrCare {
  readonly fetch: () => Promise<PostedQr | undefined>;
  readonly memory: RelayMemoryStore;
  readonly clock: Clock;
  readonly onFresh: () => void;
}

function keepQrFresh({ fetch, memory, clock, onFresh }: QrCare): () => void {
  let cancel: () => void = () => undefined;
  let isStopped = false;
  const refresh = async (): Promise<void> => {
    const qr = await fetch();
    if (isStopped) return;
    if (qr !== undefined) {
      memory.keepQr(qr);
      onFresh();
    }
    const afterMs = qr === undefined ? QR_RETRY_MS : QR_REFRESH_MS;
    cancel = clock.setTimer(afterMs, () => void refresh());
  };
  void refresh();
  return () => {
    isStopped = true;
    cancel();
  };
}

/**
 * Starts the machine of this data directory. Throws a KioskError with one sentence for the person: not enrolled,
 * already running, database from a newer version, port in use.
 */
export async function startKiosk(options: StartOptions): Promise<RunningKiosk> {
  const config = requireKioskConfig(options.dataDir);
  const log = options.log ?? createLog('kiosk');
  const clock = options.clock ?? createSystemClock();
  const unlock = lockDataDir(options.dataDir);
  const undo: (() => void)[] = [unlock];
  try {
    const database = openKioskDatabase(options.dataDir);
    undo.unshift(() => {
      database.close();
    });
    const { random = Math.random, spawnLine } = options;
    const settings = (): Settings => readSettings(database);
    const newId = (): string => ulid(clock.nowMs());
    const changes = createChangeBook(database, clock);
    const session = createSession({
      people: createPeople(database),
      changes,
      settings,
      machine: {
        giveOrder: (order) => kiosk.giveOrder(order),
        isTaskRunning: () => kiosk.room.isTaskRunning(),
        hasDoor: () => kiosk.room.hasDoor(),
        isDoorOpen: () => kiosk.room.isDoorOpen(),
        refresh: () => {
          kiosk.refresh();
        },
      },
      clock,
      log,
      newId,
    });
    const kiosk = compose({ config, database, clock, log, random, spawnLine, session });
    undo.unshift(kiosk.stopQr);
    const status =
      options.statusPort === undefined
        ? undefined
        : await startStatusServer(options.statusPort, () => kiosk.snapshot());
    kiosk.start();
    const isClockSure = (): boolean => {
      const { relay, reasons } = kiosk.snapshot();
      return relay.state === 'up' && !reasons.includes('clock-implausible');
    };
    const stopKeeping = keepChangeLog({ changes, settings, isClockSure, clock, log });
    return {
      log,
      statusPort: status?.port,
      session,
      calls: createServiceCalls({
        database,
        clock,
        log,
        changes,
        session,
        machineId: config.machineId,
        newId,
        sticks: createUsbSticks({ clock, folder: options.usbDir }),
        giveOrder: (order) => kiosk.giveOrder(order),
        snapshot: () => kiosk.snapshot(),
        onChange: () => {
          kiosk.refresh();
        },
      }),
      snapshot: () => kiosk.snapshot(),
      onSnapshot: (listener) => kiosk.onSnapshot(listener),
      stop: async () => {
        stopKeeping();
        session.stop();
        await kiosk.stop();
        await status?.close();
        database.close();
        unlock();
      },
    };
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}
