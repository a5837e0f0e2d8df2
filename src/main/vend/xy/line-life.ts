import type { Clock } from '#core/base/ports.ts';
import type { SpawnLine } from './link-messages.ts';

/** A line process that hangs is started again after 6 s (remote-link.ts): in this time it has been tried several times. */
const SILENT_MS = 60_000;

/** Starts line processes and knows whether any of them has reported lately. */
export interface LineLife {
  readonly spawn: SpawnLine;
  /** False: one has to run, and none has said a word for a minute. */
  isAlive(): boolean;
}

export function watchLineLife(spawn: SpawnLine, clock: Pick<Clock, 'monotonicMs'>): LineLife {
  /** When the line was last known to live; undefined: none has to. */
  let heardAtMs: number | undefined;
  return {
    spawn: () => {
      const line = spawn();
      heardAtMs ??= clock.monotonicMs();
      line.onNews((news) => {
        heardAtMs = news.kind === 'closed' ? undefined : clock.monotonicMs();
      });
      return line;
    },
    isAlive: () => heardAtMs === undefined || clock.monotonicMs() - heardAtMs < SILENT_MS,
  };
}
