import { logTo, type LogLine } from '#core/base/log-to.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** 2026-01-01T12:00:00Z */
const START_MS = 1_767_268_800_000;
/** A byte needs one turn of the event loop to leave, one to arrive and one to be answered. */
const TURNS = 6;

/** A clock that stands still until a test moves it. */
export interface StandingClock extends Clock {
  /** Runs every timer that falls due within `ms`, in order, at its own time. */
  advance(ms: number): void;
  /** The same, and lets promises and sockets of this process settle before and after each timer. */
  advanceAsync(ms: number): Promise<void>;
  pendingTimers(): number;
}

export function createStandingClock(): StandingClock {
  let elapsedMs = 0;
  let timers: { readonly dueMs: number; readonly run: () => void }[] = [];

  function runNext(untilMs: number): boolean {
    const [next] = timers
      .filter((timer) => timer.dueMs <= untilMs)
      .sort((one, other) => one.dueMs - other.dueMs);
    if (next === undefined) return false;
    timers = timers.filter((other) => other !== next);
    elapsedMs = Math.max(elapsedMs, next.dueMs);
    next.run();
    return true;
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  }

  return {
    nowMs: () => START_MS + elapsedMs,
    monotonicMs: () => elapsedMs,
    setTimer: (afterMs, run) => {
      const timer = { dueMs: elapsedMs + Math.max(0, afterMs), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const untilMs = elapsedMs + ms;
      while (runNext(untilMs));
      elapsedMs = untilMs;
    },
    advanceAsync: async (ms) => {
      const untilMs = elapsedMs + ms;
      await settle();
      while (runNext(untilMs)) await settle();
      elapsedMs = untilMs;
      await settle();
    },
    pendingTimers: () => timers.length,
  };
}

/** A log that a test can read. */
export interface ListLog extends Log {
  readonly entries: readonly LogLine[];
}

export function createListLog(): ListLog {
  const entries: LogLine[] = [];
  const log = logTo((line) => {
    entries.push(line);
  });
  return { entries, ...log };
}
