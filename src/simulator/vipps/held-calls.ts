import type { Clock } from '#core/base/ports.ts';
import type { Response } from 'express';

/** Calls that `hang` or `slow` keep waiting. */
export interface HeldCalls {
  /** @returns whether to go on; false if the caller hung up or the simulation ended */
  hold(response: Response, afterMs: number | undefined): Promise<boolean>;
  /** Breaks the connections. */
  close(): void;
}

export function createHeldCalls(clock: Clock): HeldCalls {
  const held = new Set<() => void>();
  return {
    hold(response, afterMs) {
      return new Promise((resolve) => {
        let cancelTimer = (): void => undefined;
        const finish = (goesOn: boolean): void => {
          cancelTimer();
          held.delete(breakOff);
          response.off('close', leave);
          resolve(goesOn);
        };
        const leave = (): void => {
          finish(false);
        };
        const breakOff = (): void => {
          finish(false);
          response.destroy();
        };
        if (afterMs !== undefined) {
          cancelTimer = clock.setTimer(afterMs, () => {
            finish(true);
          });
        }
        held.add(breakOff);
        response.on('close', leave);
      });
    },
    close() {
      for (const breakOff of [...held]) breakOff();
    },
  };
}
