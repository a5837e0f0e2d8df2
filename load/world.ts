import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createBook, type Book } from './book.ts';
import type { FaultName } from './faults.ts';
import { enrolFleet } from './machines/fleet.ts';
import { createGateway } from './machines/gateway.ts';
import { LoadMachine } from './machines/machine.ts';
import { createSeller, type Seller, type SellingMachine } from './machines/sale.ts';
import { createRelayAddresses, type RelayAddresses } from './relays/addresses.ts';
import { SALES_UNIT, startRelays, type RelayProcess } from './relays/relay-process.ts';
import type { RunningRelay } from './relays/running-relay.ts';
import { createAnnouncer, type Announcer } from './vipps/announcer.ts';
import { createCustomers, type Customers } from './vipps/customers.ts';
import { createLedger, type Ledger } from './vipps/ledger.ts';
import { createRegistrations, type Registrations } from './vipps/registrations.ts';
import { startVippsServer } from './vipps/vipps-server.ts';

const CONNECT_AT_ONCE = 200;
const REGISTERED_WITHIN_MS = 60_000;

/** One measured time with the moment at which it ended (performance.now()). */
export interface Sample {
  readonly atMs: number;
  readonly tookMs: number;
}

export interface Samples {
  /** Scan → first answer. */
  readonly checkIns: Sample[];
  /** Webhook sent → event at the machine. */
  readonly deliveries: Sample[];
  /** Machine → relay → Vipps and back. */
  readonly calls: Sample[];
}

export interface WorldSettings {
  readonly machines: number;
  readonly relays: number;
  readonly database: string;
  readonly faults: readonly FaultName[];
  /** Relays that run already. */
  readonly running: RunningRelay | undefined;
  /** Credentials besides, of machines that somebody else plays. */
  readonly strangers?: number;
  /** Called when the machines are enrolled and none is connected. */
  readonly beforeConnecting?: (relays: readonly RelayProcess[]) => Promise<void>;
  readonly onProgress: (what: string) => void;
}

/** A simulated Vipps, relays, and machines that are connected to them. */
export interface World {
  readonly book: Book;
  readonly ledger: Ledger;
  readonly samples: Samples;
  readonly machines: readonly LoadMachine[];
  /** Enrolled, and not connected by us. */
  readonly strangers: readonly SellingMachine[];
  /** Those that this program started. */
  readonly relays: readonly RelayProcess[];
  readonly seller: Seller;
  readonly announcer: Announcer;
  scan(machineId: string): Promise<void>;
  close(): Promise<void>;
}

async function untilTrue(what: string, limitMs: number, isTrue: () => boolean): Promise<void> {
  const endAtMs = performance.now() + limitMs;
  while (!isTrue()) {
    if (performance.now() > endAtMs) throw new Error(`Waited in vain: ${what}.`);
    await pause(20);
  }
}

/** Connects machine after machine, a few hundred at the same time. */
async function connectAll(machines: readonly LoadMachine[]): Promise<void> {
  const limitMs = 60_000 + machines.length * 20;
  const up = (): number => machines.filter(({ link }) => link.isUp()).length;
  for (let begun = 0; begun < machines.length; begun += CONNECT_AT_ONCE) {
    for (const { link } of machines.slice(begun, begun + CONNECT_AT_ONCE)) link.start();
    const most = Math.min(begun + CONNECT_AT_ONCE, machines.length);
    await untilTrue('the machines to connect', limitMs, () => up() >= most);
  }
}

interface Recorder {
  readonly samples: Samples;
  readonly record: (kind: keyof Samples) => (tookMs: number) => void;
}

function createRecorder(): Recorder {
  const samples: Samples = { checkIns: [], deliveries: [], calls: [] };
  return {
    samples,
    record: (kind) => (tookMs) => {
      samples[kind].push({ atMs: performance.now(), tookMs });
    },
  };
}

/** What was opened, to be closed in the opposite order. */
interface Closing {
  add(end: () => Promise<void> | void): void;
  close(): Promise<void>;
}

function createClosing(): Closing {
  const ends: (() => Promise<void> | void)[] = [];
  return {
    add: (end) => {
      ends.push(end);
    },
    close: async () => {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}

interface Common {
  readonly settings: WorldSettings;
  readonly salesUnit: string;
  readonly book: Book;
  readonly addresses: RelayAddresses;
  readonly closing: Closing;
}

interface Vipps {
  readonly url: string;
  readonly ledger: Ledger;
  readonly registrations: Registrations;
  readonly announcer: Announcer;
  readonly customers: Customers;
}

async function openVipps(common: Common): Promise<Vipps> {
  const { settings, closing, ...parts } = common;
  const isTwice = settings.faults.includes('duplicate-webhooks');
  const isUnordered = settings.faults.includes('webhooks-out-of-order');
  const registrations = createRegistrations();
  const ledger = createLedger({
    created: (payment) => {
      customers.asked(payment);
    },
    event: (event) => {
      announcer.announce(event);
    },
  });
  const announcer = createAnnouncer({
    ...parts,
    registrations,
    faults: { isTwice, isUnordered },
  });
  closing.add(() => {
    announcer.stop();
  });
  const customers = createCustomers({
    ...parts,
    registrations,
    isTwice,
    addToken: (token) => {
      ledger.addToken(token);
    },
    approve: (payment) => {
      ledger.approve(payment);
    },
  });
  const port = settings.running?.vippsPort ?? 0;
  const server = await startVippsServer({ ledger, registrations }, port);
  closing.add(() => {
    server.close();
  });
  return { url: server.url, ledger, registrations, announcer, customers };
}

interface MachinesOrder extends Common {
  readonly fleet: readonly SellingMachine[];
  readonly seller: Seller;
  readonly onDelivery: (tookMs: number) => void;
}

async function openMachines(order: MachinesOrder): Promise<readonly LoadMachine[]> {
  const { settings, fleet, addresses, closing, book, seller, onDelivery } = order;
  const isSlow = settings.faults.includes('slow-network');
  const machines = fleet.slice(0, settings.machines).map(
    (machine, index) =>
      new LoadMachine({
        ...machine,
        ...{ book, seller, onDelivery },
        nextRelay: () => addresses.next(),
        delayMs: isSlow && index % 10 === 0 ? 200 + ((index * 37) % 800) : 0,
        losesAcknowledgements: settings.faults.includes('lost-acknowledgement'),
      }),
  );
  closing.add(() => {
    for (const { link } of machines) link.stop();
  });
  await connectAll(machines);
  return machines;
}

async function openRelays(
  { settings, closing }: Common,
  folder: string,
  vippsUrl: string,
): Promise<readonly RelayProcess[]> {
  if (settings.running !== undefined) return [];
  const database = settings.database === 'sqlite' ? 'sqlite:relay.db' : settings.database;
  const relays = await startRelays(settings.relays, { folder, vippsUrl, database });
  closing.add(async () => {
    await Promise.all(relays.map((relay) => relay.stop('SIGTERM')));
  });
  return relays;
}

async function open(settings: WorldSettings, closing: Closing): Promise<World> {
  const { running, onProgress } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-load-'));
  closing.add(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  let own: readonly RelayProcess[] = [];
  const addresses = createRelayAddresses(() => {
    if (running !== undefined) return running.urls;
    const ready = own.filter((relay) => relay.takesNew());
    return (ready.length === 0 ? own : ready).map(({ url }) => url);
  });
  closing.add(() => addresses.close());
  const book = createBook();
  const salesUnit = running?.salesUnit ?? SALES_UNIT;
  const common: Common = { settings, salesUnit, book, addresses, closing };
  const vipps = await openVipps(common);
  const { ledger, announcer, customers, registrations } = vipps;
  const relays = await openRelays(common, folder, vipps.url);
  own = relays;
  onProgress('waiting for the relay to register its webhooks');
  const isRegistered = (): boolean => registrations.sign('') !== undefined;
  await untilTrue('the registration of webhooks', REGISTERED_WITHIN_MS, isRegistered);
  const { samples, record } = createRecorder();
  const gateway = createGateway({ addresses, book, onCall: record('calls') });
  closing.add(() => {
    gateway.stop();
  });
  const seller = createSeller({ gateway, book });
  onProgress(`enrolling ${String(settings.machines)} machines`);
  const configPath = running?.configPath ?? relays[0]?.configPath ?? '';
  const count = settings.machines + (settings.strangers ?? 0);
  const fleet = await enrolFleet({ count, configPath, salesUnit, folder, addresses });
  await settings.beforeConnecting?.(relays);
  onProgress('connecting them');
  const machines = await openMachines({
    ...common,
    ...{ fleet, seller, onDelivery: record('deliveries') },
  });
  const recordScan = record('checkIns');
  return {
    ...{ book, ledger, samples, machines, relays, seller, announcer },
    strangers: fleet.slice(settings.machines),
    scan: async (machineId) => {
      recordScan(await customers.scan(machineId));
    },
    close: () => closing.close(),
  };
}

/** Opens everything; closes it again when something fails. */
export async function openWorld(settings: WorldSettings): Promise<World> {
  const closing = createClosing();
  try {
    return await open(settings, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}
