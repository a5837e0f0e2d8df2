import type { Clock } from '#core/base/ports.ts';
import type { LineBytes, RecordedBytes } from './recording.ts';

/** The recorder keeps the first pieces: a replay needs the start-up of the line. */
const KEPT_FIRST = 600;
/** Half an hour of a board that polls five times a second. */
const KEPT_LAST = 20_000;

/** Keeps the bytes that went over a line, in memory only. */
export interface Recorder {
  note(piece: LineBytes): void;
  /** In the format of `hardware replay`. Leaves out what it no longer keeps between the first and the last pieces, and that time. */
  text(): string;
}

export function createRecorder(clock: Pick<Clock, 'monotonicMs'>): Recorder {
  const first: RecordedBytes[] = [];
  const last: RecordedBytes[] = [];
  let beganMs: number | undefined;
  let forgotten = 0;

  function pieces(): readonly RecordedBytes[] {
    const gapMs = forgotten === 0 ? 0 : (last[0]?.atMs ?? 0) - (first.at(-1)?.atMs ?? 0);
    return [...first, ...last.map((piece) => ({ ...piece, atMs: piece.atMs - gapMs }))];
  }

  return {
    note: ({ direction, hex }) => {
      const nowMs = clock.monotonicMs();
      beganMs ??= nowMs;
      const piece = { atMs: Math.round(nowMs - beganMs), direction, hex };
      if (first.length < KEPT_FIRST) {
        first.push(piece);
        return;
      }
      last.push(piece);
      if (last.length <= KEPT_LAST) return;
      last.shift();
      forgotten += 1;
    },
    text: () =>
      pieces()
        .map((piece) => `${JSON.stringify(piece)}\n`)
        .join(''),
  };
}
