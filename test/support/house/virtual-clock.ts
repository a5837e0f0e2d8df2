import type { Clock } from '#core/base/ports.ts';

/** 2026-10-05T10:00:00Z */
const START_MS = Date.UTC(2026, 9, 5, 10, 0, 0);

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/** Time that advances only when the test says so; every timer in the house uses it. */
export interface VirtualClock extends Clock {
  elapsedMs(): number;
  /** Elapsed time of the next timer; undefined when none is set. */
  nextDueMs(): number | undefined;
  /** Advances to the next timer and runs it. */
  runNext(): void;
  /** Advances without running timers, at most to the next one. */
  moveTo(elapsedMs: number): void;
}

export function createVirtualClock(): VirtualClock {
  let elapsedMs = 0;
  const timers: Timer[] = [];

  function add(timer: Timer): void {
    let index = timers.length;
    while (index > 0 && (timers[index - 1]?.dueMs ?? 0) > timer.dueMs) index -= 1;
    timers.splice(index, 0, timer);
  }

  return {
    nowMs: () => START_MS + elapsedMs,
    monotonicMs: () => elapsedMs,
    elapsedMs: () => elapsedMs,
    nextDueMs: () => timers[0]?.dueMs,
    setTimer: (afterMs, run) => {
      const timer = { dueMs: elapsedMs + Math.max(0, afterMs), run };
      add(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    runNext: () => {
      const next = timers.shift();
      if (next === undefined) return;
      elapsedMs = Math.max(elapsedMs, next.dueMs);
      next.run();
    },
    moveTo: (target) => {
      elapsedMs = Math.max(elapsedMs, Math.min(target, timers[0]?.dueMs ?? target));
    },
  };
}

/** The same time on a computer whose wall clock can be wrong. */
export interface WallClock extends Clock {
  jump(byMs: number): void;
}

export function createWallClock(clock: Clock): WallClock {
  let offsetMs = 0;
  return {
    nowMs: () => clock.nowMs() + offsetMs,
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (afterMs, run) => clock.setTimer(afterMs, run),
    jump: (byMs) => {
      offsetMs += byMs;
    },
  };
}
