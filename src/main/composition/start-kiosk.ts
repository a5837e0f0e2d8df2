import { isPaymentReference } from '#core/base/ids.ts';
import type { Clock, Log, Unsubscribe } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { LocationFault } from '#core/kiosk/location.ts';
import { monotonicFactory } from 'ulid';
import { requireKioskConfig, type KioskConfig } from '../config/config.ts';
import { sendLocation } from '../gateway/location.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import { startQrRefresh } from '../label/qr-refresh.ts';
import { createQrSource } from '../label/qr-source.ts';
import { createKiosk, type Kiosk } from '../lifecycle/kiosk.ts';
import { watchBrightness } from '../ops/backlight.ts';
import { startStatusServer } from '../ops/status-server.ts';
import type { Ailment } from '../ops/systemd.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createLog } from '#logging/log.ts';
import { VERSION } from '../runtime/version.ts';
import { startAuditLogRetention } from '../service/audit-log-retention.ts';
import { watchPrints } from '../service/print-watch.ts';
import { createSession, type Session } from '../service/session.ts';
import { createLockOut } from '../store/lock-out.ts';
import { startDailyBackup } from '../store/daily-backup.ts';
import { createDiskRoom } from '../store/disk-room.ts';
import { createExplain } from '../vend/explain.ts';
import { watchLineLife } from '../vend/xy/line-life.ts';
import type { SpawnLine } from '../vend/xy/link-messages.ts';
import { startBundleKeeping } from './bundle-keeping.ts';
import { connectPorts, type KioskPorts } from './connect-ports.ts';
import { createDiagnosticBuffers, type DiagnosticBuffers } from './diagnostics.ts';
import { openStores, type KioskStores } from './open-stores.ts';
import { createServiceCalls } from './service-calls.ts';
import { withTeardown, type Teardown } from './teardown.ts';
import { tracePorts, type TracedPorts } from './traced-ports.ts';
import { tracingOf } from './tracing-of.ts';
import { createUpdates, type ChosenStart, type Updates } from './updates.ts';

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
  /** What the build wrote of the licences it carries. */
  readonly noticesFile?: string | undefined;
  /** Starts the program again as what it has been set up as; without it nobody can ask for that. */
  readonly restart?: (() => Promise<void>) | undefined;
  /** Another version may follow this one; undefined: nobody chose this one. */
  readonly start?: ChosenStart | undefined;
}

/** A kiosk at work in this process, with or without a window. */
export interface RunningKiosk {
  readonly log: Log;
  readonly statusPort: number | undefined;
  /** What the window may ask. */
  readonly calls: CallHandlers;
  readonly session: Session;
  /** What does not answer any more; a restart may help. */
  ailing(): Ailment | undefined;
  snapshot(): KioskSnapshot;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  stop(): Promise<void>;
}

/** What a kiosk is put to work on. */
interface Opened {
  readonly options: StartOptions;
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly diagnostics: DiagnosticBuffers;
  readonly stores: KioskStores;
  readonly ports: KioskPorts;
  readonly traced: TracedPorts;
  readonly updates: Updates;
  readonly teardown: Teardown;
}

/**
 * Starts the machine of this data directory in three steps: opens its stores, connects its ports, and puts the kiosk to
 * work on them. Throws a KioskError with one sentence for the person: not enrolled, already running, database from a
 * newer version, port in use.
 */
export async function startKiosk(options: StartOptions): Promise<RunningKiosk> {
  const { dataDir, random = Math.random } = options;
  const config = requireKioskConfig(dataDir);
  const clock = options.clock ?? createSystemClock();
  const diagnostics = createDiagnosticBuffers(clock);
  const log =
    options.log ??
    createLog({
      program: 'kiosk',
      keep: (line) => {
        diagnostics.log.keep(line);
      },
    });
  const nextUlid = monotonicFactory(random);
  const newId = (): string => nextUlid(clock.nowMs());
  const line = options.spawnLine && watchLineLife(options.spawnLine, clock);
  const given = { config, clock, log, newId, diagnostics };
  return withTeardown(async (teardown) => {
    const stores = openStores({ dataDir, clock, log }, teardown);
    const traced = tracePorts(await tracingOf(config, log, teardown));
    const ports = connectPorts(
      { ...given, options: { ...options, spawnLine: line?.spawn }, stores, traced, random },
      teardown,
    );
    const updates = createUpdates({
      ...{ config, clock, log, start: options.start },
      ...{ database: stores.database, settings: stores.settings },
      canWrite: () => stores.saleStore.canWrite(),
    });
    ports.feed.onEvent(updates.onRelayEvent);
    const opened = { ...given, options, stores, traced, ports, updates, teardown };
    const running = await putToWork(opened);
    const isLineAlive = (): boolean => line?.isAlive() ?? true;
    return { ...running, ailing: () => (isLineAlive() ? storeAilment(stores) : 'line') };
  });
}

/** Whether the database still answers a question. */
export function storeAilment(stores: Pick<KioskStores, 'settings'>): Ailment | undefined {
  try {
    stores.settings();
    return undefined;
  } catch {
    return 'store';
  }
}

async function putToWork(opened: Opened): Promise<Omit<RunningKiosk, 'ailing'>> {
  const { options, config, clock, log, newId, stores, ports, updates, teardown } = opened;
  const { changes, settings, printHistory } = stores;
  const kiosk = createKioskOf(opened);
  const machine = {
    ...kiosk,
    ...kiosk.machine,
    refresh: () => {
      kiosk.publishNow();
    },
  };
  const session = createSession({ ...stores, machine, clock, log, newId });
  const status =
    options.statusPort === undefined
      ? undefined
      : await startStatusServer(options.statusPort, () => kiosk.snapshot());
  teardown.add(() => status?.close());
  kiosk.start({ serviceView: () => session.view() });
  teardown.add(() => kiosk.stop());
  updates.begin(kiosk);
  teardown.add(updates.stop);
  teardown.add(refreshQr(opened, kiosk));
  teardown.add(
    startBundleKeeping({
      ...{ dataDir: options.dataDir, database: stores.database, clock, log },
      isIdle: () => kiosk.snapshot().sale === undefined && kiosk.snapshot().settlingCount === 0,
    }),
  );
  teardown.add(() => {
    session.stop();
  });
  const onChange = whenChanged(opened, kiosk);
  const { printers } = ports;
  const printWatch = watchPrints({ printHistory, printers, clock, log, onChange });
  teardown.add(() => {
    printWatch.stop();
  });
  printWatch.poll();
  const isClockSure = (): boolean => {
    const { relay, reasons } = kiosk.snapshot();
    return relay.state === 'up' && !reasons.includes('clock-implausible');
  };
  teardown.add(
    startDailyBackup({
      dataDir: options.dataDir,
      isBusy: () => kiosk.snapshot().sale !== undefined,
      clock,
      log,
    }),
  );
  teardown.add(startAuditLogRetention({ changes, settings, isClockSure, clock, log }));
  return {
    log,
    statusPort: status?.port,
    session,
    calls: createServiceCalls({
      ...opened,
      ...options,
      ...stores,
      ...ports,
      machineId: config.machineId,
      session,
      links: kiosk.links(),
      snapshot: () => kiosk.snapshot(),
      giveCommand: (command) => kiosk.giveCommand(command),
      updates: updates.port,
      restart: options.restart ?? (() => Promise.resolve()),
      changeLocation: changeLocation(opened, kiosk),
      printWatch,
      clock,
      log,
      onChange,
    }),
    snapshot: () => kiosk.snapshot(),
    onSnapshot: (listener) => kiosk.onSnapshot(listener),
    stop: () => teardown.run(),
  };
}

/** The kiosk on its real stores and ports. */
function createKioskOf(opened: Opened): Kiosk {
  const { options, config, stores, ports, traced, updates, clock, log, newId } = opened;
  const { gateway, machine, feed } = ports;
  const kiosk = createKiosk({
    machineId: config.machineId,
    version: VERSION,
    store: traced.store(stores.saleStore),
    machineStore: stores.machineStore,
    health: stores.health,
    commands: stores.operatorCommands,
    relayMemory: stores.relayMemory,
    printHistory: stores.printHistory,
    updates,
    setUpHold: () => stores.setup.read().hold,
    lockOut: createLockOut(stores.database, { credential: config.relay.credential, clock }),
    hasRoom: createDiskRoom(options.dataDir, log),
    machine,
    gateway,
    feed,
    clock,
    log,
    newUlid: newId,
    keepToken: (reference, token) => {
      gateway.rememberCustomerToken(reference, token);
    },
    explain: createExplain(config.hardware),
  });
  gateway.onAnswer((reference, note) => {
    if (isPaymentReference(reference)) kiosk.notes.addAnswer(reference, note);
  });
  return kiosk;
}

/** @returns what stops it */
function refreshQr({ config, stores, ports, clock, log }: Opened, kiosk: Kiosk): () => void {
  const { machineId } = config;
  return startQrRefresh({
    source: createQrSource({ http: ports.http, machineId, log }),
    clock,
    log,
    onFresh: (qr) => {
      stores.relayMemory.keepQr(qr);
      kiosk.publishNow();
    },
  });
}

/** Called when what is shown may have changed; also sets the panel's light. */
function whenChanged({ stores, ports }: Opened, kiosk: Kiosk): () => void {
  const setLight = watchBrightness(ports.backlight, () => stores.settings().brightness);
  return () => {
    setLight();
    kiosk.publishNow();
  };
}

/** Changes what customers read after the scan: at Vipps, at the relay and here. */
function changeLocation(
  { stores, ports }: Opened,
  kiosk: Kiosk,
): (location: string) => Promise<Result<string, LocationFault>> {
  return async (wanted) => {
    const changed = await sendLocation(ports.http, wanted);
    if (!changed.ok) return changed;
    stores.relayMemory.keepLocation(changed.value);
    kiosk.publishNow();
    return changed;
  };
}
