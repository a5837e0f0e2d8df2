import type { Clock } from '#core/base/ports.ts';
import type { TranscriptLine } from './view.ts';

/** Keeps only the newest lines; drops a thousand at a time. */
const MAX_LINES = 20_000;
const SLACK = 1_000;

/** Every line sent and received. */
export interface Transcript {
  lines(): readonly TranscriptLine[];
  note(direction: TranscriptLine['direction'], line: string): void;
}

export function createTranscript(clock: Clock): Transcript {
  const lines: TranscriptLine[] = [];
  return {
    lines: () => lines,
    note: (direction, line) => {
      lines.push({ atMs: clock.nowMs(), direction, line });
      if (lines.length > MAX_LINES + SLACK) lines.splice(0, SLACK);
    },
  };
}
