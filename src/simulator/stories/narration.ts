import type { Clock } from '#core/base/ports.ts';
import type { Scene } from './story.ts';

/** Somebody stopped the story. */
export class StoryStopped extends Error {}

/** Steps and waits of one story; `stop` ends it at the next wait. */
export interface Narration extends Pick<Scene, 'tell' | 'until'> {
  readonly steps: readonly string[];
  note(step: string): void;
  stop(): void;
}

const LOOK_EVERY_MS = 25;
const LIMIT_MS = 30_000;

export function createNarration(deps: {
  readonly clock: Clock;
  /** Pause after each step, milliseconds. */
  readonly paceMs: number;
  readonly onStep: () => void;
}): Narration {
  const { clock, paceMs, onStep } = deps;
  const steps: string[] = [];
  let isStopped = false;

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => clock.setTimer(ms, resolve));
    if (isStopped) throw new StoryStopped();
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
