import type { Latency } from '../load/report/latencies.ts';

/** What connections cost on which nothing happens. */
export interface IdleCost {
  readonly kbPerConnection: number;
  /** Of one core. */
  readonly cpuShare: number;
}

/** One run with customers, after some seconds of selling that are not measured. Times in milliseconds. */
export interface Load {
  /** Nothing was lost, doubled, reordered or wrongly answered, and every sale came to its end. */
  readonly isRight: boolean;
  readonly machines: number;
  readonly salesPerSecond: number;
  readonly checkIn: Latency;
  readonly delivery: Latency;
  readonly cpuMsPerSale: number;
  readonly cpuShare: number;
  readonly memoryMb: number;
  /** The load generator's own delay: what it adds to the latencies. */
  readonly generatorLateP99Ms: number;
}

export interface Throughput {
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly relays: number;
  /** Of one row, by nobody else, in the same run. */
  readonly commitsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly load: Load;
}

export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  /** The value should be at least the target; otherwise at most. */
  readonly isAtLeast: boolean;
  readonly isMet: boolean;
}

/** What `npm run bench -- relay` prints. */
export interface Capacity {
  readonly at: string;
  readonly computer: string;
  /** The largest number of machines. */
  readonly machines: number;
  readonly idle: { readonly ours: IdleCost; readonly bare: IdleCost };
  /** One event after another. */
  readonly single: { readonly ours: Latency; readonly bare: Latency };
  readonly loads: readonly Load[];
  /** Seconds until every machine is connected again. */
  readonly back: {
    /** After SIGTERM and a new start of the one process, on SQLite. */
    readonly restarted: number;
    /** After SIGTERM to one of two processes on PostgreSQL, which sends its machines to the other one. */
    readonly drained: number;
  };
  readonly throughputs: readonly Throughput[];
  readonly ratios: readonly Ratio[];
}
