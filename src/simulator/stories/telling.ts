import type { Clock } from '#core/base/ports.ts';
import type { Scene } from './story.ts';

/** Somebody has stopped the story. */
export class Stopped extends Error {}

/** The voice of one story: its steps, its waits, and a way to end it in the middle. */
export interface Telling extends Pick<Scene, 'tell' | 'until'> {
  readonly steps: readonly string[];
  note(step: string): void;
  stop(): void;
}

const LOOK_EVERY_MS = 25;
const LIMIT_MS = 30_000;

export function createTelling(deps: {
  readonly clock: Clock;
  /** How long a step stands before the next one. */
  readonly paceMs: number;
  readonly onStep: () => void;
}): Telling {
  const { clock, paceMs, onStep } = deps;
  const steps: string[] = [];
  let isStopped = false;

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => clock.setTimer(ms, resolve));
    if (isStopped) throw new Stopped();
  }

  function note(step: string): void {
    steps.push(step);
    onStep();
  }

  return {
    steps,
    note,
    async tell(step) {
      note(step);
      await pause(paceMs);
    },
    async until(what, look, limitMs = LIMIT_MS) {
      const endMs = clock.monotonicMs() + limitMs;
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        if (clock.monotonicMs() > endMs) throw new Error(`Waited in vain for ${what}.`);
        await pause(LOOK_EVERY_MS);
      }
    },
    stop() {
      isStopped = true;
    },
  };
}
