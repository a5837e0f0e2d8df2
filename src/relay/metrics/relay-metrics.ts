import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MachineStatus } from '../store/ports/fleet.ts';
import { createFleetGauges } from './fleet-gauges.ts';
import { VERSION } from '../runtime/version.ts';
import { createCheckGauges, type CheckStates } from './check-gauges.ts';

/** What the metrics ask for at each scrape. */
export interface MetricSources {
  readonly machinesConnected: () => number;
  /** The machines that are connected to this process. */
  readonly fleet: () => readonly MachineStatus[];
  readonly machinesKnown: () => Promise<number>;
  readonly alertsWaiting: () => Promise<Waiting>;
  readonly eventsWaiting: () => Promise<Waiting>;
  readonly salesUnits: readonly string[];
  /** Sales units whose webhooks are not registered. */
  readonly unregistered: () => readonly string[];
  /** Undefined: the relay does not check itself. */
  readonly check: CheckStates | undefined;
  /** When the newest backup began, 0: there is none. Undefined: relay.json names no folder for backups. */
  readonly newestBackupMs?: (() => number) | undefined;
}

interface Waiting {
  readonly count: number;
  readonly oldestAtMs: number | null;
}

/** The relay's metrics for Prometheus. Each process has its own; what it reads from the database is the same on all of them. */
export interface RelayMetrics {
  /** @returns the text that Prometheus reads, and its content type */
  read(sources: MetricSources): Promise<{ readonly contentType: string; readonly text: string }>;
  readonly machineConnects: Counter;
  readonly checkIns: Counter<'verdict'>;
  readonly checkInSeconds: Histogram;
  readonly webhooks: Counter<'status'>;
  readonly eventsStored: Counter;
  readonly eventsAcknowledged: Counter;
  readonly vippsCalls: Counter<'call' | 'outcome'>;
  readonly vippsSeconds: Histogram<'call'>;
  readonly databaseSeconds: Histogram<'call'>;
  readonly databaseErrors: Counter<'call'>;
}

const PREFIX = 'vendskap_relay_';

let processRegistry: Registry | undefined;

/** Node's own metrics. They are registered once, even when tests run several relays in one process. */
function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry, prefix: PREFIX });
  }
  return processRegistry;
}

/** Seconds. A customer waits for a check-in; the relay gives up on Vipps after 20. */
const CUSTOMER_WAITS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5];
const VIPPS_ANSWERS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const DATABASE_ANSWERS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

function createGauges(registers: Registry[], clock: Clock) {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: PREFIX + name, help, registers });
  const ageOf = ({ oldestAtMs }: Waiting): number =>
    oldestAtMs === null ? 0 : Math.max(0, clock.nowMs() - oldestAtMs) / 1000;
  const connected = gauge('machines_connected', 'Machines connected to this process');
  const noteFleet = createFleetGauges(registers, PREFIX);
  const known = gauge('machines_known', 'Machines that the operator added');
  const events = gauge('payment_events_waiting', 'Stored for a machine and not acknowledged');
  const oldestEvent = gauge('payment_events_oldest_seconds', 'Age of the oldest such event');
  const alerts = gauge('alerts_waiting', 'Alerts that the operator was not told yet');
  const oldestAlert = gauge('alerts_oldest_seconds', 'Age of the oldest such alert');
  const backup = gauge('backup_newest_seconds', 'When the newest backup began, Unix time; 0: none');
  backup.remove({});
  const databaseUp = gauge('database_up', '1 when the database answers');
  const noteCheck = createCheckGauges(registers);
  const registered = new Gauge({
    name: `${PREFIX}webhooks_registered`,
    help: '1 when the webhooks of the sales unit are registered at Vipps',
    labelNames: ['sales_unit'],
    registers,
  });
  new Gauge({
    name: `${PREFIX}info`,
    help: 'Which version runs',
    labelNames: ['version'],
    registers,
  }).set({ version: VERSION }, 1);
  return {
    note: (sources: MetricSources): void => {
      connected.set(sources.machinesConnected());
      noteFleet(sources.fleet());
      if (sources.check !== undefined) noteCheck(sources.check);
      if (sources.newestBackupMs !== undefined) backup.set(sources.newestBackupMs() / 1000);
      const missing = sources.unregistered();
      for (const unit of sources.salesUnits) {
        registered.set({ sales_unit: unit }, missing.includes(unit) ? 0 : 1);
      }
    },
    ask: async (sources: MetricSources): Promise<void> => {
      // 0 until all of it has answered; what the database said last stays.
      databaseUp.set(0);
      known.set(await sources.machinesKnown());
      const waitingEvents = await sources.eventsWaiting();
      events.set(waitingEvents.count);
      oldestEvent.set(ageOf(waitingEvents));
      const waitingAlerts = await sources.alertsWaiting();
      alerts.set(waitingAlerts.count);
      oldestAlert.set(ageOf(waitingAlerts));
      databaseUp.set(1);
    },
  };
}

export function createRelayMetrics({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): RelayMetrics {
  const registry = new Registry();
  const registers = [registry];
  const gauges = createGauges(registers, clock);
  const named = (name: string, help: string) => ({ name: PREFIX + name, help, registers });
  return {
    read: async (sources) => {
      gauges.note(sources);
      await gauges.ask(sources).catch((error: unknown) => {
        log.warn('relay.metrics-without-database', { error: reasonOf(error) });
      });
      const all = Registry.merge([processMetrics(), registry]);
      return { contentType: all.contentType, text: await all.metrics() };
    },
    machineConnects: new Counter(
      named('machine_connects_total', 'Connections of machines that this process took'),
    ),
    checkIns: new Counter({
      ...named('check_ins_total', 'Check-ins by verdict'),
      labelNames: ['verdict'],
    }),
    checkInSeconds: new Histogram({
      ...named('check_in_seconds', 'From a verified check-in to its verdict'),
      buckets: CUSTOMER_WAITS,
    }),
    webhooks: new Counter({
      ...named('webhooks_total', 'Webhooks by the status of our answer'),
      labelNames: ['status'],
    }),
    eventsStored: new Counter(named('payment_events_stored_total', 'Payment events, each once')),
    eventsAcknowledged: new Counter(
      named('payment_events_acknowledged_total', 'Acknowledgements of machines'),
    ),
    vippsCalls: new Counter({
      ...named('vipps_calls_total', 'Calls to Vipps, for machines and for the relay itself'),
      labelNames: ['call', 'outcome'],
    }),
    vippsSeconds: new Histogram({
      ...named('vipps_call_seconds', 'How long Vipps took'),
      labelNames: ['call'],
      buckets: VIPPS_ANSWERS,
    }),
    databaseSeconds: new Histogram({
      ...named('database_seconds', 'How long the database took, waiting for it included'),
      labelNames: ['call'],
      buckets: DATABASE_ANSWERS,
    }),
    databaseErrors: new Counter({
      ...named('database_errors_total', 'Calls of the database that failed'),
      labelNames: ['call'],
    }),
  };
}
