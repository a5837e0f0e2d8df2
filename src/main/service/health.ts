import type { HealthCallMap, Pace } from '#contract/ipc/topics/health.ts';
import { slotHealthOf } from '#core/health/slot-health.ts';
import { spreadsOf } from '#core/health/percentile.ts';
import { stepTimes } from '#core/health/step-times.ts';
import type { SystemFacts } from '#core/health/system-facts.ts';
import { thinned } from '#core/health/thin.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { UsbFault, UsbSticks } from '#core/usb/usb.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { TrafficLine, TrafficMeaning } from '#core/vend/traffic.ts';
import { answerOf } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

export interface HealthDeps {
  readonly machineId: string;
  readonly health: HealthStore;
  readonly machineStore: MachineStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly changes: AuditLog;
  readonly sticks: Pick<UsbSticks, 'write'>;
  readonly traffic: { since(after: number, limit: number): readonly TrafficLine[] };
  readonly explain: (line: TrafficLine) => TrafficMeaning;
  readonly roundTripsMs: () => readonly number[];
  readonly system: () => SystemFacts;
  readonly notices: () => Promise<
    readonly {
      readonly name: string;
      readonly version: string;
      readonly licence: string;
      readonly text: string;
    }[]
  >;
  /** As `hardware replay` reads it. */
  readonly recording: () => string;
  /** A .tar.gz without secrets. */
  readonly bundle: () => Promise<Uint8Array>;
}

const HOUR_MS = 3_600_000;
/** How many points a plot on the largest panel can show. */
const PLOTTED = 240;
const LOOKED_BACK_MS = 30 * 24 * HOUR_MS;
const LOOKED_AT_SALES = 500;

function paceOf({ health, clock, roundTripsMs }: HealthDeps): Pace {
  const nowMs = clock.nowMs();
  const sales = health.saleMoments(nowMs - LOOKED_BACK_MS, LOOKED_AT_SALES);
  const offsetMs = -new Date(nowMs).getTimezoneOffset() * 60_000;
  const trips = roundTripsMs();
  return {
    steps: stepTimes(sales, offsetMs),
    sales: sales.length,
    roundTrip: spreadsOf(trips)[0],
    roundTripsMs: trips,
  };
}

/** `vm-0001-recording-20261125-2031.jsonl`: sorts by machine and time on the stick. UTC. */
function fileName(machineId: string, what: string, atMs: number): string {
  const stamp = new Date(atMs).toISOString().replace(/[-:]/g, '').slice(0, 13).replace('T', '-');
  return `${machineId}-${what.replace('.', `-${stamp}.`)}`;
}

/** The calls of Health: they read, and save files to a stick. */
export function createHealthCalls(deps: HealthDeps): Handlers<HealthCallMap> {
  const { health, machineStore: machine, clock } = deps;

  async function save(
    file: {
      readonly what: string;
      readonly content: string | Uint8Array;
      readonly kind: ChangeKind;
    },
    to: { readonly stickId: string; readonly by: string },
  ): Promise<Result<{ file: string }, UsbFault>> {
    const name = fileName(deps.machineId, file.what, clock.nowMs());
    const written = await deps.sticks.write(to.stickId, { name, content: file.content });
    if (!written.ok) return written;
    const detail = written.value;
    const noted = deps.changes.apply({ kind: file.kind, by: to.by, patches: [], detail });
    if (!noted.ok) deps.log.error('service.file-not-logged', { detail, why: noted.error });
    return ok({ file: written.value });
  }

  return {
    listPastFaults: ({ before, limit }) => Promise.resolve(ok(machine.pastFaults(before, limit))),
    readTemperatures: ({ hours }) => {
      const readings = machine.temperaturesSince(clock.nowMs() - hours * HOUR_MS);
      return Promise.resolve(ok(thinned(readings, PLOTTED)));
    },
    readSlotHealth: ({ selection }) => {
      const drops = machine.drops(selection);
      return Promise.resolve(ok({ health: slotHealthOf(drops), drops }));
    },
    readPace: () => Promise.resolve(ok(paceOf(deps))),
    listLinkChanges: ({ limit }) => Promise.resolve(ok(health.linkChanges(limit))),
    readTraffic: ({ after, limit }) => {
      const lines = deps.traffic.since(after ?? 0, limit);
      return Promise.resolve(ok(lines.map((line) => ({ ...line, meaning: deps.explain(line) }))));
    },
    listTestVends: ({ limit }) =>
      Promise.resolve(ok({ count: health.testVendCount(), tests: health.testVends(limit) })),
    readSystem: () => Promise.resolve(ok(deps.system())),
    listNotices: async () => ok((await deps.notices()).map(({ text: _text, ...notice }) => notice)),
    readNotice: async ({ name, version }) => {
      const notices = await deps.notices();
      const found = notices.find((one) => one.name === name && one.version === version);
      return ok({ text: found?.text ?? '' });
    },
    saveRecording: async ({ stickId }, caller) => {
      const content = deps.recording();
      const file = { what: 'recording.jsonl', content, kind: 'recordingSaved' } as const;
      return answerOf(await save(file, { stickId, by: nameOf(caller) }));
    },
    saveSupportBundle: async ({ stickId }, caller) => {
      const content = await deps.bundle();
      const file = { what: 'support.tar.gz', content, kind: 'supportBundleSaved' } as const;
      return answerOf(await save(file, { stickId, by: nameOf(caller) }));
    },
  };
}
