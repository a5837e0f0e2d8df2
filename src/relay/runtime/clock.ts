import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';

/** The computer's clock. A pending timer does not keep the process alive. */
export function createSystemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    setTimer: (afterMs, run) => {
      const timer = setTimeout(run, afterMs).unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/** The same clock; an error that a timer's work throws is logged and ends nothing else. */
export function createGuardedClock(clock: Clock, log: Log): Clock {
  return {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (afterMs, run) =>
      clock.setTimer(afterMs, () => {
        try {
          run();
        } catch (error) {
          log.error('relay.timer-failed', { error: reasonOf(error) });
        }
      }),
  };
}
