import { isOver, type Program } from '../programs.ts';

/** The one kiosk of the demo: it can lose its power and get it back. */
export interface KioskKeeper {
  /** Starts it; resolves when relay and machine are up. */
  start(): Promise<void>;
  /** Killed hard: it gets no chance to write anything. */
  cutPower(): Promise<void>;
}

/** `onEnd`: it has ended, and nobody has cut its power. */
export function keepKiosk(launch: () => Promise<Program>, onEnd: () => void): KioskKeeper {
  let current: Program | undefined;
  return {
    async start() {
      const started = await launch();
      current = started;
      const ended = (): void => {
        if (current === started) onEnd();
      };
      started.child.once('exit', ended);
      if (isOver(started.child)) ended();
    },
    async cutPower() {
      const dying = current;
      current = undefined;
      await dying?.stop('SIGKILL');
    },
  };
}
