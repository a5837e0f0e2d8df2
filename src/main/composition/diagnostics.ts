import type { HealthCallMap } from '#contract/ipc/topics/health.ts';
import type { SystemFacts } from '#core/health/system-facts.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import {
  COMMAND_LINE,
  type AuditEntry,
  type AuditLog,
  type ChangeKind,
} from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { Database } from '#sqlite/database.ts';
import type { KioskConfig } from '../config/config.ts';
import { createLogTail, type LogTail } from '../ops/log-tail.ts';
import { createNotices } from '../ops/notices.ts';
import { supportBundle } from '../ops/support-bundle.ts';
import { readSystemFacts } from '../ops/system.ts';
import { createTrafficLog, type TrafficLog } from '../ops/traffic-log.ts';
import type { Handlers } from '../service/handler.ts';
import { createHealthCalls } from '../service/health.ts';
import { readSlots } from '../store/catalogue.ts';
import { createHealthStore } from '../store/health-store.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';
import { createMachineStore } from '../store/machine-store.ts';
import { actorsOf, createPeople } from '../store/people.ts';
import { recentJournal } from '../store/recent-journal.ts';
import { readSettings } from '../store/settings.ts';
import { createExplain } from '../vend/explain.ts';
import { createRecorder, type Recorder } from '../vend/recorder.ts';
import { VERSION } from '../runtime/version.ts';

/** What is remembered of the running program for whoever looks after it; in memory, and bounded. */
export interface DiagnosticBuffers {
  readonly startedAtMs: number;
  readonly log: LogTail;
  readonly traffic: TrafficLog;
  readonly recorder: Recorder;
}

export function createDiagnosticBuffers(clock: Clock): DiagnosticBuffers {
  return {
    startedAtMs: clock.nowMs(),
    log: createLogTail(),
    traffic: createTrafficLog(clock),
    recorder: createRecorder(clock),
  };
}

export interface DiagnosticsDeps {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly changes: AuditLog;
  readonly sticks: UsbSticks;
  readonly observers: DiagnosticBuffers;
  /** What the build wrote of the licences it carries. */
  readonly noticesFile?: string | undefined;
  readonly snapshot: () => KioskSnapshot;
  readonly links: {
    facts(): { readonly clockOffsetMs: number | undefined };
    roundTripsMs(): readonly number[];
  };
}

/** Rows of each list in a support bundle: enough for some days of sales. */
const BUNDLED_ROWS = 2_000;
const BUNDLED_CHANGES = 200;

const PERSON_KINDS: readonly ChangeKind[] = [
  'personAdded',
  'personEdited',
  'personRemoved',
  'pinChanged',
];

function nameless({ by: _by, ...entry }: AuditEntry): Omit<AuditEntry, 'by'> {
  const patches = entry.patches.map((patch) =>
    patch.subject === 'person' && patch.field === 'name' ? { ...patch, old: '', new: '' } : patch,
  );
  const detail = PERSON_KINDS.includes(entry.kind) ? undefined : entry.detail;
  return { ...entry, patches, detail };
}

/** Also who was removed, or was called otherwise when they did something. */
function everybody(database: Database): readonly string[] {
  const names = createPeople(database)
    .all()
    .map(({ name }) => name);
  return [...names, ...actorsOf(database).filter((name) => name !== COMMAND_LINE)];
}

function pack(
  deps: DiagnosticsDeps,
  facts: SystemFacts,
  explained: readonly unknown[],
): Promise<Uint8Array> {
  const { config, database, clock, observers } = deps;
  const [machine, health] = [createMachineStore(database), createHealthStore(database)];
  const entries = deps.changes.entries(undefined, BUNDLED_CHANGES);
  return supportBundle({
    machineId: config.machineId,
    atMs: clock.nowMs(),
    snapshot: deps.snapshot(),
    facts: {
      system: facts,
      config,
      settings: readSettings(database),
      catalogue: readSlots(database),
      faults: { open: machine.openFaults(), past: machine.pastFaults(undefined, BUNDLED_ROWS) },
    },
    lists: {
      journal: recentJournal(database, BUNDLED_ROWS),
      links: health.linkChanges(BUNDLED_ROWS),
      'test-vends': health.testVends(BUNDLED_ROWS),
      // What was changed, and neither by whom nor who somebody is.
      changes: entries.map(nameless),
      traffic: explained,
    },
    texts: { 'recording.jsonl': observers.recorder.text(), 'log.jsonl': observers.log.text() },
    people: everybody(database),
    secrets: [config.relay.credential],
  });
}

/** Joins the rooms behind the diagnostics of the window. */
export function createDiagnosticsCalls(deps: DiagnosticsDeps): Handlers<HealthCallMap> {
  const { config, database, observers } = deps;
  const explain = createExplain(config.hardware);
  const system = (): SystemFacts =>
    readSystemFacts({
      dataDir: deps.dataDir,
      version: VERSION,
      schemaVersion: KIOSK_MIGRATIONS.length,
      startedAtMs: observers.startedAtMs,
      clockOffsetMs: () => deps.links.facts().clockOffsetMs,
    });
  return createHealthCalls({
    machineId: config.machineId,
    health: createHealthStore(database),
    machine: createMachineStore(database),
    clock: deps.clock,
    log: deps.log,
    changes: deps.changes,
    sticks: deps.sticks,
    traffic: observers.traffic,
    explain,
    roundTripsMs: () => deps.links.roundTripsMs(),
    system,
    notices: createNotices(deps.noticesFile, deps.log),
    recording: () => observers.recorder.text(),
    bundle: () => {
      const lines = observers.traffic.since(0, BUNDLED_ROWS);
      const explained = lines.map((line) => ({ ...line, meaning: explain(line) }));
      return pack(deps, system(), explained);
    },
  });
}
