import type { HealthCallMap } from '#contract/ipc/topics/health.ts';
import type { SystemFacts } from '#core/health/system-facts.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { COMMAND_LINE, type AuditEntry, type ChangeKind } from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { KioskConfig } from '../config/config.ts';
import { createLogTail, type LogTail } from '../ops/log-tail.ts';
import { createNotices } from '../ops/notices.ts';
import { supportBundle } from '../ops/support-bundle.ts';
import { readSystemFacts } from '../ops/system.ts';
import { createTrafficLog, type TrafficLog } from '../ops/traffic-log.ts';
import type { Handlers } from '../service/handler.ts';
import { createHealthCalls } from '../service/health.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';
import { actorsOf } from '../store/people.ts';
import { recentJournal } from '../store/recent-journal.ts';
import { createExplain } from '../vend/explain.ts';
import { createRecorder, type Recorder } from '../vend/recorder.ts';
import { VERSION } from '../runtime/version.ts';
import type { KioskStores } from './open-stores.ts';

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

/** What diagnostics read. */
type DiagnosticStores = Pick<
  KioskStores,
  'database' | 'health' | 'machineStore' | 'people' | 'changes' | 'settings' | 'slots'
>;

export interface DiagnosticsDeps extends DiagnosticStores {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly sticks: Pick<UsbSticks, 'write'>;
  readonly diagnostics: DiagnosticBuffers;
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
function everybody({ people, database }: DiagnosticsDeps): readonly string[] {
  const names = people.all().map(({ name }) => name);
  return [...names, ...actorsOf(database).filter((name) => name !== COMMAND_LINE)];
}

function pack(
  deps: DiagnosticsDeps,
  system: SystemFacts,
  traffic: readonly unknown[],
): Promise<Uint8Array> {
  const { config, database, health, machineStore, clock, diagnostics } = deps;
  return supportBundle({
    machineId: config.machineId,
    atMs: clock.nowMs(),
    snapshot: deps.snapshot(),
    facts: {
      system,
      config,
      settings: deps.settings(),
      catalogue: deps.slots(),
      faults: {
        open: machineStore.openFaults(),
        past: machineStore.pastFaults(undefined, BUNDLED_ROWS),
      },
    },
    lists: {
      journal: recentJournal(database, BUNDLED_ROWS),
      links: health.linkChanges(BUNDLED_ROWS),
      'test-vends': health.testVends(BUNDLED_ROWS),
      // What was changed, and neither by whom nor who somebody is.
      changes: deps.changes.entries(undefined, BUNDLED_CHANGES).map(nameless),
      traffic,
    },
    texts: { 'recording.jsonl': diagnostics.recorder.text(), 'log.jsonl': diagnostics.log.text() },
    people: everybody(deps),
    secrets: [config.relay.credential, ...Object.values(config.tracing?.headers ?? {})],
  });
}

/** Joins the rooms behind the diagnostics of the window. */
export function createDiagnosticsCalls(deps: DiagnosticsDeps): Handlers<HealthCallMap> {
  const { config, diagnostics, links } = deps;
  const { machineId } = config;
  const explain = createExplain(config.hardware);
  const system = (): SystemFacts =>
    readSystemFacts({
      dataDir: deps.dataDir,
      version: VERSION,
      schemaVersion: KIOSK_MIGRATIONS.length,
      startedAtMs: diagnostics.startedAtMs,
      clockOffsetMs: () => links.facts().clockOffsetMs,
    });
  return createHealthCalls({
    ...deps,
    machineId,
    explain,
    system,
    traffic: diagnostics.traffic,
    roundTripsMs: () => links.roundTripsMs(),
    notices: createNotices(deps.noticesFile, deps.log),
    recording: () => diagnostics.recorder.text(),
    bundle: () => {
      const lines = diagnostics.traffic.since(0, BUNDLED_ROWS);
      const explained = lines.map((line) => ({ ...line, meaning: explain(line) }));
      return pack(deps, system(), explained);
    },
  });
}
