import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { openDatabase } from '#sqlite/database.ts';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKiosk, type RunningKiosk } from '../../../src/main/composition/start-kiosk.ts';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import {
  requireKioskConfig,
  writeKioskConfig,
  type KioskConfig,
} from '../../../src/main/config/config.ts';
import { enrol } from '../../../src/main/gateway/relay-enrolment.ts';
import { salesTermsOf } from '../../../src/main/gateway/sales-terms.ts';
import { replaceSlots } from '../slots.ts';
import { KIOSK_MIGRATIONS, KIOSK_PAGE_BYTES } from '../../../src/main/store/kiosk-schema.ts';
import { createRelayMemory } from '../../../src/main/store/relay-memory.ts';
import { writeSetting } from '../../../src/main/store/settings.ts';
import type { RelayConfig, SalesUnitConfig } from '../../../src/relay/config/relay-config.ts';
import { createEnrolmentCode } from '../../../src/relay/machines/enrolment.ts';
import { addMachine } from '../../../src/relay/machines/manage-machines.ts';
import { withTestTime } from '../shared-time.ts';
import { createRelayOnStore, databaseIn } from '../relay-on-store.ts';
import { openStore } from '../../../src/relay/store/open-store.ts';
import { createSalesUnits } from '../../../src/relay/vipps/sales-units.ts';
import { createHttpClient } from '../../../src/relay/runtime/http-client.ts';
import { listenOnTcp } from '../../../src/simulator/vend-machine/host-lines.ts';
import { DEMO_PROFILE, type MachineProfile } from '../../../src/simulator/vend-machine/profile.ts';
import type { VendingMachine } from '../../../src/simulator/vend-machine/machine.ts';
import { XyBoard } from '../../../src/simulator/vend-machine/xy/board.ts';
import type { VippsControl } from '../../../src/simulator/vipps/control.ts';
import type { LedgerRow } from '../../../src/simulator/vipps/ledger.ts';
import { createSimulatedVipps } from '../../../src/simulator/vipps/simulated-vipps.ts';
import { SETTING_KEYS, type SettingKey } from '#core/settings/settings.ts';
import { isMachineId } from '#core/base/ids.ts';
import { createCable, type Cable } from '../../../scripts/demo/cable.ts';
import { readHouse, type HouseRecords } from './house-records.ts';
import { createLifeClock, type LifeClock } from './kiosk-life.ts';
import { createNoteLog, type NoteLog } from './note-log.ts';
import { createScreenWatch } from './screen-watch.ts';
import { atRest, leaveOut } from './at-rest.ts';
import { openTracing } from '#tracing/open-tracing.ts';
import type { OpenTracing, TracingSettings } from '#tracing/settings.ts';
import { createVirtualClock, createWallClock, type WallClock } from './virtual-clock.ts';
import { WitnessedMachine, type WitnessedOffer, type WitnessedVend } from './witnessed-machine.ts';

export const MACHINE = 'vm-0001';

const UNIT = {
  merchantSerialNumber: '123456',
  market: 'NO',
  clientId: 'client',
  clientSecret: 'client-secret',
  subscriptionKey: 'subscription-key',
} as const;

/** With the prices of the simulated machine. */
const CATALOGUE = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge',
  ...DEMO_PROFILE.slots.map(
    (slot) =>
      `${slot.selection},${String(slot.item)},${slot.product},${(slot.priceMinor / 100).toFixed(2)},15,${String(slot.count)},${String(Math.max(10, slot.count))},0`,
  ),
  '',
].join('\n');

export interface HouseOptions {
  /** The machine's controller; vends of `xy` are not witnessed. */
  readonly driver?: 'qibixx' | 'xy';
  readonly sessionMode?: 'authorise-first' | 'always-idle';
  readonly salesUnit?: Partial<RelayConfig['salesUnits'][number]>;
  readonly unit?: {
    readonly market?: 'NO' | 'DK' | 'FI';
    readonly isPartialCaptureAllowed?: boolean;
  };
  readonly settings?: Readonly<Partial<Record<SettingKey, string>>>;
  readonly profile?: Partial<MachineProfile>;
  readonly catalogue?: string;
  /** 0 ≤ x < 1, for jitter and references; default: always 0.5. */
  readonly random?: () => number;
  readonly alerts?: RelayConfig['alerts'];
  /** Leaves the kiosk switched off. */
  readonly isOff?: boolean;
  /** Of relay and kiosk, or of the kiosk alone. */
  readonly tracing?: TracingSettings & { readonly only?: 'kiosk' };
}

/**
 * A whole installation in this process: real kiosk and relay, simulated Vipps and machine, real files and sockets,
 * cables that can be cut, and one clock that only the test advances.
 */
export interface House extends HouseRecords {
  readonly vipps: VippsControl;
  readonly machine: VendingMachine;
  /** Every approved vend, and the payment it was for. */
  vends(): readonly WitnessedVend[];
  /** Every credit offered to the machine, and the payment it was for. */
  offers(): readonly WitnessedOffer[];
  /** Whether the customer may press now: credit is shown, or the machine is always idle. */
  canChoose(): boolean;
  readonly log: NoteLog;
  /** The kiosk's own wall clock. */
  readonly wall: WallClock;
  /** Kiosk → relay, both the link and the gateway. */
  relayCable(): Cable;
  /** Kiosk → vending machine. */
  serialCable(): Cable;
  /** Vipps → relay. */
  readonly webhookCable: Cable;
  /** Relay → Vipps. */
  readonly vippsCable: Cable;
  kiosk(): KioskSnapshot;
  /** Everything that the screen showed since it was first ready. */
  screens(): readonly KioskSnapshot[];
  /** The calls that the window can make. */
  calls(): RunningKiosk['calls'];
  isOn(): boolean;
  dataDir(): string;
  /** As in `relay.json`. */
  relayDatabase(): string;
  /** The relay's own port, without a cable. */
  relayPort(): number;
  /** `relay -- machine replace`: what makes another PC this machine. */
  newCode(): Promise<string>;
  relayUrl(): string;
  /** Where the kiosk looks for USB sticks; each folder is one. */
  stickDir(): string;
  ledger(): readonly LedgerRow[];
  elapsedMs(): number;
  /** Advances time for everybody. */
  advance(ms: number): Promise<void>;
  /** Advances time until the condition holds; throws after `limitMs`. */
  until(what: string, isSo: () => boolean, limitMs?: number): Promise<void>;
  /** Like `until`, without throwing. @returns whether it came true in time */
  comes(isSo: () => boolean, limitMs: number): Promise<boolean>;
  /** Advances time until the promise settles. */
  run<Value>(work: Promise<Value>): Promise<Value>;
  startKiosk(): Promise<void>;
  /** SIGTERM. */
  stopKiosk(): Promise<void>;
  /** Kills the computer: whatever was not yet on disk or on the wire is lost. */
  cutPower(): Promise<void>;
  stopRelay(): Promise<void>;
  /** Starts the relay; `changes` to relay.json and `unit` to its sales unit persist. */
  startRelay(changes?: Partial<RelayConfig>, unit?: Partial<SalesUnitConfig>): Promise<void>;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return address.port;
}

/** As kiosk.json has it. */
function tracingIn({
  otlpUrl,
  headers = {},
  sampleShare,
}: TracingSettings): NonNullable<KioskConfig['tracing']> {
  return { otlpUrl, headers: { ...headers }, sampleShare };
}

const url = (port: number): string => `http://127.0.0.1:${String(port)}`;

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const clock = createVirtualClock();
  const wall = createWallClock(clock);
  const log = createNoteLog(clock);
  const screen = createScreenWatch();
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-house-'));
  const stickDir = join(folder, 'media');
  const unit = { ...UNIT, ...options.unit };
  const vipps = createSimulatedVipps({ clock, log: log.of('vipps'), salesUnits: [unit] });
  const vippsServer = createServer((request, response) => {
    vipps.app(request, response);
  });
  const vippsPort = await listen(vippsServer);
  const profile = { ...DEMO_PROFILE, ...options.profile };
  const witnessed = new WitnessedMachine(profile, clock, () => {
    const reference = life?.kiosk.snapshot().sale?.reference;
    const row = reference === undefined ? undefined : vipps.ledger.row(reference);
    return { reference, openMinor: row?.open ?? 0 };
  });
  const driver = options.driver ?? 'qibixx';
  const machine: VendingMachine = driver === 'xy' ? new XyBoard(profile, clock) : witnessed;
  const machineLine = await listenOnTcp(machine, 0);
  const machinePort = Number(new URL(machineLine.path).port);
  // Changes with each start; everybody connects through a cable.
  let relayPort = 0;
  const vippsCable = await createCable(() => vippsPort);
  const webhookCable = await createCable(() => relayPort);
  let relayConfig: RelayConfig = {
    listen: { host: '127.0.0.1', port: 0 },
    publicUrl: url(webhookCable.port),
    database: await databaseIn(folder),
    alerts: options.alerts ?? { webhook: undefined, email: undefined },
    presence: { afterSeconds: 120 },
    salesUnits: [
      {
        merchantSerialNumber: unit.merchantSerialNumber,
        market: unit.market,
        vipps: {
          baseUrl: url(vippsCable.port),
          clientId: unit.clientId,
          clientSecret: unit.clientSecret,
          subscriptionKey: unit.subscriptionKey,
        },
        userFlow: 'PUSH_MESSAGE',
        partialCapture: true,
        orderManagement: true,
        maxAmountCap: 20_000,
        refuseCheckInsWith: 503,
        ...options.salesUnit,
      },
    ],
  };
  if (!relayConfig.database.startsWith('sqlite:')) {
    leaveOut(Number(new URL(relayConfig.database).port));
  }
  let relay: ReturnType<typeof createRelayOnStore> | undefined;
  let relayTracing: OpenTracing | undefined;
  let life: { kiosk: RunningKiosk; clock: LifeClock } | undefined;
  let cables: { relay: Cable; serial: Cable } | undefined;
  let lives = 0;
  const dataDir = (): string => join(folder, `kiosk-${String(lives)}`);

  async function run<Value>(work: Promise<Value>): Promise<Value> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    const hasEnded = (): boolean => isDone;
    for (;;) {
      await atRest();
      if (hasEnded()) return work;
      clock.runNext();
    }
  }

  async function advance(ms: number): Promise<void> {
    const untilMs = clock.elapsedMs() + ms;
    await atRest();
    while ((clock.nextDueMs() ?? Infinity) <= untilMs) {
      clock.runNext();
      await atRest();
    }
    clock.moveTo(untilMs);
  }

  async function comes(isSo: () => boolean, limitMs: number): Promise<boolean> {
    const endMs = clock.elapsedMs() + limitMs;
    for (;;) {
      await atRest();
      if (isSo()) return true;
      if ((clock.nextDueMs() ?? Infinity) > endMs) {
        clock.moveTo(endMs);
        return false;
      }
      clock.runNext();
    }
  }

  async function until(what: string, isSo: () => boolean, limitMs = 600_000): Promise<void> {
    if (await comes(isSo, limitMs)) return;
    throw new Error(`Waited in vain for ${what}.\n${log.tail(25)}`);
  }

  async function openRelayTracing(): Promise<OpenTracing | undefined> {
    if (options.tracing === undefined || options.tracing.only === 'kiosk') return undefined;
    return openTracing(options.tracing, {
      ...{ name: 'vendskap-relay', version: 'house', instance: 'relay' },
      onNotSent: (reason) => {
        log.of('relay').warn('tracing.not-sent', { reason });
      },
    });
  }

  async function startRelay(
    changes: Partial<RelayConfig> = {},
    unitChanges: Partial<SalesUnitConfig> = {},
  ): Promise<void> {
    const salesUnits = relayConfig.salesUnits.map((one) => ({ ...one, ...unitChanges }));
    relayConfig = { ...relayConfig, salesUnits, ...changes };
    relayTracing = await openRelayTracing();
    const started = createRelayOnStore(relayConfig, {
      ...{ clock, log: log.of('relay'), tracing: relayTracing },
    });
    relay = started;
    const { url: at } = await run(started.start());
    relayPort = Number(new URL(at).port);
  }

  async function stopRelay(): Promise<void> {
    const stopping = relay;
    relay = undefined;
    if (stopping !== undefined) await run(stopping.stop());
    await relayTracing?.close();
  }

  async function layCables(): Promise<void> {
    await cables?.relay.close();
    await cables?.serial.close();
    cables = {
      relay: await createCable(() => relayPort),
      serial: await createCable(() => machinePort),
    };
    const config = requireKioskConfig(dataDir());
    writeKioskConfig(dataDir(), {
      ...config,
      relay: { ...config.relay, url: url(cables.relay.port) },
      hardware: { ...config.hardware, path: `tcp://127.0.0.1:${String(cables.serial.port)}` },
    });
  }

  async function startTheKiosk(): Promise<void> {
    await layCables();
    const own = createLifeClock(wall);
    const kiosk = await run(
      startKiosk({
        dataDir: dataDir(),
        clock: own,
        log: log.of('kiosk'),
        random: options.random ?? ((): number => 0.5),
        usbDir: stickDir,
      }),
    );
    kiosk.onSnapshot(screen.see);
    life = { kiosk, clock: own };
  }

  async function stopKiosk(): Promise<void> {
    const stopping = life?.kiosk;
    life = undefined;
    if (stopping !== undefined) await run(stopping.stop());
  }

  async function cutPower(): Promise<void> {
    const dead = life;
    if (dead === undefined) return;
    life = undefined;
    const disk = dataDir();
    dead.clock.die();
    lives += 1;
    cpSync(disk, dataDir(), { recursive: true });
    cables?.relay.cut();
    cables?.serial.cut();
    await dead.kiosk.stop();
    rmSync(disk, { recursive: true, force: true });
  }

  async function install(): Promise<void> {
    const http = createHttpClient(clock);
    const store = withTestTime(await openStore(relayConfig.database), clock);
    const units = createSalesUnits(relayConfig, { http, clock });
    const { merchantSerialNumber } = unit;
    const order = { machineId: MACHINE, salesUnit: merchantSerialNumber, location: 'Hall' };
    const { enrolmentCode } = await run(addMachine({ store, units, clock }, order));
    await store.close();
    await http.close();
    const answer = await run(enrol({ relayUrl: url(relayPort), code: enrolmentCode, clock }));
    if (!answer.ok || !isMachineId(MACHINE)) throw new Error('Not enrolled.');
    const { tracing } = options;
    writeKioskConfig(dataDir(), {
      machineId: MACHINE,
      ...(tracing === undefined ? {} : { tracing: tracingIn(tracing) }),
      relay: { url: url(relayPort), credential: answer.value.credential },
      hardware: {
        driver,
        path: machineLine.path,
        sessionMode: options.sessionMode ?? 'authorise-first',
      },
    });
    const database = openDatabase({
      path: join(dataDir(), 'kiosk.db'),
      migrations: KIOSK_MIGRATIONS,
      pageBytes: KIOSK_PAGE_BYTES,
    });
    createRelayMemory(database, clock).keepWelcome({
      terms: salesTermsOf(answer.value.salesUnit),
      location: answer.value.location,
    });
    const slots = readCatalogueFile(options.catalogue ?? CATALOGUE);
    if (!slots.ok) throw new Error(JSON.stringify(slots.error));
    replaceSlots(
      database,
      slots.value.map((slot) => ({ ...NEW_SLOT_DEFAULTS, ...slot })),
    );
    for (const key of SETTING_KEYS) {
      const value = options.settings?.[key];
      if (value !== undefined) writeSetting(database, key, value);
    }
    database.close();
  }

  const laid = (): { relay: Cable; serial: Cable } => {
    if (cables === undefined) throw new Error('The kiosk was never switched on.');
    return cables;
  };

  await startRelay();
  await install();
  const house: House = {
    ...readHouse(dataDir, MACHINE),
    vipps: vipps.control,
    machine,
    vends: () => witnessed.vends(),
    offers: () => witnessed.offers(),
    canChoose: () =>
      machine.view().state === 'session' ||
      ((options.sessionMode === 'always-idle' || driver === 'xy') &&
        machine.view().state === 'enabled' &&
        life?.kiosk.snapshot().sale?.state === 'offering'),
    log,
    wall,
    webhookCable,
    vippsCable,
    relayCable: () => laid().relay,
    serialCable: () => laid().serial,
    kiosk: () => {
      if (life === undefined) throw new Error('The kiosk is off.');
      return life.kiosk.snapshot();
    },
    calls: () => {
      if (life === undefined) throw new Error('The kiosk is off.');
      return life.kiosk.calls;
    },
    stickDir: () => stickDir,
    screens: screen.seen,
    isOn: () => life !== undefined,
    dataDir,
    relayDatabase: () => relayConfig.database,
    relayPort: () => relayPort,
    relayUrl: () => url(relayPort),
    newCode: async () => {
      const store = await openStore(relayConfig.database);
      const codes = store.enrolmentCodes;
      const { enrolmentCode } = await createEnrolmentCode({ codes, clock }, MACHINE);
      await store.close();
      return enrolmentCode;
    },
    ledger: () => vipps.ledger.rows(),
    elapsedMs: () => clock.elapsedMs(),
    advance,
    until,
    comes,
    run,
    startKiosk: startTheKiosk,
    stopKiosk,
    cutPower,
    stopRelay,
    startRelay,
    close: async () => {
      await stopKiosk();
      await stopRelay();
      vipps.close();
      machine.close();
      await cables?.relay.close();
      await cables?.serial.close();
      await vippsCable.close();
      await webhookCable.close();
      await machineLine.close();
      vippsServer.closeAllConnections();
      vippsServer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.isOff !== true) {
    await startTheKiosk();
    await until('the machine to be ready', () => house.kiosk().state === 'ready');
    screen.forget();
  }
  return house;
}
