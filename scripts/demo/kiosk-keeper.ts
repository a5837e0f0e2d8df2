import { isOver, type Program } from '../programs.ts';

/** The demo's kiosk, whose power can be cut and restored. */
export interface KioskKeeper {
  /** Starts it; resolves when it is connected to relay and machine. */
  start(): Promise<void>;
  /** Kills it, so that it cannot write anything more. */
  cutPower(): Promise<void>;
}

/** `onEnd`: called when it ends by itself. */
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
