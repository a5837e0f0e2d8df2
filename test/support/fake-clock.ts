import type { Clock } from '#core/ports.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Timer {
  readonly order: number;
  readonly dueMs: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Runs every timer that falls due within `ms`, in order, at its own time. */
  advance(ms: number): void;
  /** As `advance`, and lets promises and sockets of this process settle before, between and after the timers. */
  advanceAsync(ms: number): Promise<void>;
  /** Lets promises and sockets of this process settle without any time passing. */
  settle(): Promise<void>;
  /** Moves the wall clock alone, as NTP or a person would. */
  jumpWallClock(byMs: number): void;
  pendingTimers(): number;
}

/** 2026-01-01T12:00:00Z */
const START_MS = 1_767_268_800_000;
/** A byte needs one turn of the event loop to leave, one to arrive and one to be answered. */
const TURNS = 6;

export function createFakeClock(startMs: number = START_MS): FakeClock {
  let elapsedMs = 0;
  let offsetMs = startMs;
  let order = 0;
  const timers = new Set<Timer>();

  function nextDue(untilMs: number): Timer | undefined {
    let found: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue;
      const isSooner =
        found === undefined ||
        timer.dueMs < found.dueMs ||
        (timer.dueMs === found.dueMs && timer.order < found.order);
      if (isSooner) found = timer;
    }
    return found;
  }

  function runNext(untilMs: number): boolean {
    const timer = nextDue(untilMs);
    if (timer === undefined) return false;
    timers.delete(timer);
    elapsedMs = Math.max(elapsedMs, timer.dueMs);
    timer.run();
    return true;
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  }

  return {
    nowMs: () => offsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    setTimer: (afterMs, run) => {
      order += 1;
      const timer: Timer = { order, dueMs: elapsedMs + Math.max(0, afterMs), run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
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
    settle,
    jumpWallClock: (byMs) => {
      offsetMs += byMs;
    },
    pendingTimers: () => timers.size,
  };
}
