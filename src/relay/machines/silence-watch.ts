import { HEARTBEAT_SILENCE_MS, silenceLimitMs } from '#contract/relay/heartbeat.ts';
import type { Clock } from '#core/base/ports.ts';

/** Notices that a machine gives no sign of life any more. */
export interface SilenceWatch {
  /** A frame, a ping or a pong came. */
  heard(): void;
  /** The machine follows a pace; before, and without one, it beats every 10 s. */
  expectEvery(seconds: number): void;
  /** Since the last sign of life. */
  silentMs(): number;
  end(): void;
}

/** One timer for each link, set again only when it is due: signs of life come far more often. */
export function createSilenceWatch(clock: Clock, onSilent: () => void): SilenceWatch {
  let limitMs = HEARTBEAT_SILENCE_MS;
  let heardAtMs = clock.monotonicMs();
  const silentMs = (): number => clock.monotonicMs() - heardAtMs;
  let cancel: () => void = () => undefined;

  function wait(): void {
    cancel = clock.setTimer(limitMs - silentMs(), () => {
      if (silentMs() < limitMs) wait();
      else onSilent();
    });
  }

  wait();
  return {
    heard: () => {
      heardAtMs = clock.monotonicMs();
    },
    expectEvery: (seconds) => {
      limitMs = silenceLimitMs(seconds);
    },
    silentMs,
    end: () => {
      cancel();
    },
  };
}
