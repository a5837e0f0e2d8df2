import type { Clock } from '#core/base/ports.ts';

/** Things that wait until a later one of the same lane has gone first. */
export interface Overtaking {
  isHeld(lane: string): boolean;
  /** Releases by itself after `afterMs`. */
  hold(lane: string, release: () => void, afterMs: number): void;
  /** Lets go what waits, if anything. */
  release(lane: string): void;
  close(): void;
}

export function createOvertaking(clock: Clock): Overtaking {
  const held = new Map<string, { readonly go: () => void; readonly cancelTimer: () => void }>();

  function release(lane: string): void {
    const waiting = held.get(lane);
    held.delete(lane);
    waiting?.cancelTimer();
    waiting?.go();
  }

  return {
    isHeld: (lane) => held.has(lane),
    hold(lane, go, afterMs) {
      const cancelTimer = clock.setTimer(afterMs, () => {
        release(lane);
      });
      held.set(lane, { go, cancelTimer });
    },
    release,
    close() {
      for (const { cancelTimer } of held.values()) cancelTimer();
      held.clear();
    },
  };
}
