import type { RelayProcess } from '../relays/relay-process.ts';
import type { Strike } from '../strikes.ts';
import type { Sample, World } from '../world.ts';
import { latencyOf, type Latency } from './latencies.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** One second of a run. */
export interface Second {
  readonly second: number;
  readonly connected: number;
  /** Sales under way. */
  readonly selling: number;
  /** Milliseconds. */
  readonly checkInP99: number;
  readonly deliveryP99: number;
}

export interface RelayReport {
  readonly pid: number | undefined;
  readonly starts: number;
  /** While the customers came. */
  readonly cpuSeconds: number;
  /** Of one core. */
  readonly cpuShare: number;
  readonly memoryMb: number;
  readonly mostMemoryMb: number;
}

/** What a run prints. */
export interface LoadReport {
  readonly run: Readonly<Record<string, unknown>>;
  readonly sales: {
    readonly scans: number;
    readonly accepted: number;
    readonly sold: number;
    readonly withdrawn: number;
    readonly failed: number;
    readonly open: number;
  };
  readonly latencyMs: {
    readonly checkInAnswer: Latency;
    readonly delivery: Latency;
    readonly gatewayCall: Latency;
  };
  /** Milliseconds of relay processor for one sale, all processes together. */
  readonly cpuMsPerSale: number;
  readonly events: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly relays: readonly RelayReport[];
  /** This program: when it is late, its latencies are too long. */
  readonly generator: { readonly cpuShare: number; readonly lateP99Ms: number };
  readonly faults: readonly Strike[];
  readonly verdict: Verdict;
  readonly seconds: readonly Second[];
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

function took(samples: readonly Sample[]): readonly number[] {
  return samples.map(({ tookMs }) => tookMs);
}

/** Which samples ended in which second of the run. */
function bySecond(samples: readonly Sample[], beganMs: number): ReadonlyMap<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { atMs, tookMs } of samples) {
    const second = Math.floor((atMs - beganMs) / 1_000);
    found.set(second, [...(found.get(second) ?? []), tookMs]);
  }
  return found;
}

/** What was noted while the customers came. */
export interface Observed {
  readonly beganMs: number;
  readonly lastedMs: number;
  readonly cpuMsBefore: readonly number[];
  readonly generatorCpuMs: number;
  readonly lateP99Ms: number;
  readonly strikes: readonly Strike[];
  readonly seconds: readonly Pick<Second, 'second' | 'connected' | 'selling'>[];
}

function relayReport(relay: RelayProcess, cpuMsBefore: number, lastedMs: number): RelayReport {
  relay.sample();
  const usage = relay.usage();
  const cpuMs = usage.cpuMs - cpuMsBefore;
  return {
    pid: relay.pid(),
    starts: usage.starts,
    cpuSeconds: round(cpuMs / 1_000, 2),
    cpuShare: round(cpuMs / lastedMs, 3),
    memoryMb: round(usage.memoryMb),
    mostMemoryMb: round(usage.mostMemoryMb),
  };
}

export function reportOf(world: World, run: LoadReport['run'], observed: Observed): LoadReport {
  const { book, samples, ledger } = world;
  const { beganMs, lastedMs, cpuMsBefore } = observed;
  const journal = [...book.journal.values()];
  const count = (state: string): number => journal.filter((entry) => entry.state === state).length;
  const relays = world.relays.map((relay, index) =>
    relayReport(relay, cpuMsBefore[index] ?? 0, lastedMs),
  );
  const cpuSeconds = relays.reduce((sum, relay) => sum + relay.cpuSeconds, 0);
  const sold = count('sold');
  const checkIns = bySecond(samples.checkIns, beganMs);
  const deliveries = bySecond(samples.deliveries, beganMs);
  return {
    run,
    sales: {
      scans: book.scans.size,
      accepted: journal.length,
      sold,
      withdrawn: count('withdrawn'),
      failed: count('failed'),
      open: count('open'),
    },
    latencyMs: {
      checkInAnswer: latencyOf(took(samples.checkIns)),
      delivery: latencyOf(took(samples.deliveries)),
      gatewayCall: latencyOf(took(samples.calls)),
    },
    cpuMsPerSale: sold === 0 ? 0 : round((cpuSeconds * 1_000) / sold, 2),
    events: book.announced.size,
    errors: Object.fromEntries([...book.errors].sort(([a], [b]) => a.localeCompare(b))),
    relays,
    generator: {
      cpuShare: round(observed.generatorCpuMs / lastedMs, 3),
      lateP99Ms: round(observed.lateP99Ms),
    },
    faults: observed.strikes,
    verdict: verdictOf(book, ledger.payments()),
    seconds: observed.seconds.map((second) => ({
      ...second,
      checkInP99: latencyOf(checkIns.get(second.second) ?? []).p99,
      deliveryP99: latencyOf(deliveries.get(second.second) ?? []).p99,
    })),
  };
}
