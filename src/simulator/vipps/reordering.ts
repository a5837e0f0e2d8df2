import type { Clock } from '#core/base/ports.ts';

/** Delays a webhook until a later one of the same lane was sent. */
export interface Reordering {
  isHeld(lane: string): boolean;
  /** Releases it at the latest after `afterMs`. */
  hold(lane: string, release: () => void, afterMs: number): void;
  /** Releases what is held in the lane, if anything. */
  release(lane: string): void;
  close(): void;
}

export function createReordering(clock: Clock): Reordering {
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
