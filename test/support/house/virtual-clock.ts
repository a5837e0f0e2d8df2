import type { Clock } from '#core/base/ports.ts';

/** 2026-10-05T10:00:00Z */
const START_MS = Date.UTC(2026, 9, 5, 10, 0, 0);

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/** Time that passes only when a test lets it: every wait of every program in the house hangs on it. */
export interface VirtualClock extends Clock {
  elapsedMs(): number;
  /** When the next timer is due, in elapsed time; undefined when none runs. */
  nextDueMs(): number | undefined;
  /** Moves to the next timer and runs it. */
  runNext(): void;
  /** Moves without running anything; never beyond the next timer. */
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

/** The same time on a computer whose wall clock can be set wrong. */
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
