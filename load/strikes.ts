import { reasonOf } from '#core/base/errors.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { countError } from './book.ts';
import type { FaultName } from './faults.ts';
import type { RelayProcess } from './relays/relay-process.ts';
import type { World } from './world.ts';

const HANGS_MS = 6_000;
const START_AGAIN_MS = 500;
/** Of the machines, each time. */
const HALF_OPEN_SHARE = 0.05;

/** What was done to the installation, and when. */
export interface Strike {
  readonly atSecond: number;
  readonly what: string;
}

/** The faults of one run that come at a certain time. */
export interface Strikes {
  readonly done: readonly Strike[];
  /** Ends when the last one has been made good again. */
  stop(): Promise<void>;
}

interface StrikeSettings {
  readonly faults: readonly FaultName[];
  readonly everySeconds: number;
  readonly seconds: number;
  readonly database: DatabaseHand;
}

/** How this run touches PostgreSQL. */
export interface DatabaseHand {
  readonly restart: () => Promise<void>;
  readonly failOver: () => Promise<void>;
}

/** Like systemd: until it runs. */
async function startAgain(world: World, relay: RelayProcess): Promise<void> {
  for (;;) {
    try {
      await relay.start();
      return;
    } catch (error) {
      countError(world.book, `relay did not start: ${reasonOf(error).slice(-200)}`);
      await pause(START_AGAIN_MS);
    }
  }
}

export function startStrikes(world: World, settings: StrikeSettings): Strikes {
  const { faults, everySeconds, seconds } = settings;
  const began = performance.now();
  const done: Strike[] = [];
  const timers: NodeJS.Timeout[] = [];
  let turn = 0;
  /** One after another: two relays are never down at the same time by our hand. */
  let queue: Promise<void> = Promise.resolve();

  function note(what: string): void {
    done.push({ atSecond: Math.round((performance.now() - began) / 100) / 10, what });
  }

  function inTurn(work: (relay: RelayProcess, name: string) => Promise<void>): void {
    const relay = world.relays[turn % world.relays.length];
    const name = `relay ${String((turn % world.relays.length) + 1)}`;
    turn += 1;
    if (relay !== undefined) queue = queue.then(() => work(relay, name));
  }

  function endAndStart(signal: 'SIGKILL' | 'SIGTERM', word: string): void {
    inTurn(async (relay, name) => {
      note(`${name} ${word}`);
      await relay.stop(signal);
      await startAgain(world, relay);
    });
  }

  const some = <One>(all: readonly One[]): readonly One[] =>
    all.filter(() => Math.random() < HALF_OPEN_SHARE);

  const repeated: Partial<Record<FaultName, () => void>> = {
    'relay-killed': () => {
      endAndStart('SIGKILL', 'killed');
    },
    'relay-restarted': () => {
      endAndStart('SIGTERM', 'restarted');
    },
    'relay-hangs': () => {
      inTurn(async (relay, name) => {
        note(`${name} hangs`);
        relay.signal('SIGSTOP');
        await pause(HANGS_MS);
        relay.signal('SIGCONT');
      });
    },
    'half-open-links': () => {
      const moved = some(world.machines);
      for (const { link } of moved) link.leaveHalfOpen();
      note(`${String(moved.length)} links half open`);
    },
  };
  for (const [fault, strike] of Object.entries(repeated)) {
    if (!faults.some((name) => name === fault)) continue;
    for (let second = everySeconds; second < seconds; second += everySeconds) {
      timers.push(setTimeout(strike, second * 1_000));
    }
  }
  if (faults.includes('reconnect-all-at-once')) {
    const cutAll = (): void => {
      note('all links cut');
      for (const { link } of world.machines) link.cut();
    };
    timers.push(setTimeout(cutAll, (seconds * 1_000) / 2));
  }
  function atShares(shares: readonly number[], what: string, work: () => Promise<void>): void {
    const strike = (): void => {
      queue = queue.then(() => {
        note(what);
        return work();
      });
    };
    for (const share of shares) timers.push(setTimeout(strike, share * seconds * 1_000));
  }
  const { restart, failOver } = settings.database;
  if (faults.includes('database-restarted'))
    atShares([1 / 3, 2 / 3], 'database restarted', restart);
  if (faults.includes('database-fails-over')) atShares([5 / 6], 'database fails over', failOver);
  return {
    done,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await queue;
    },
  };
}
