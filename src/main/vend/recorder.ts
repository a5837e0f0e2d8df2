import type { Clock } from '#core/base/ports.ts';
import type { Piece, Recorded } from './recording.ts';

/** The beginning is kept: a replay without the start-up of the line would not get far. */
const KEPT_FIRST = 600;
/** Half an hour of a board that polls five times a second. */
const KEPT_LAST = 20_000;

/** What went over a line, every byte of it, in memory only. */
export interface Recorder {
  note(piece: Piece): void;
  /** As `hardware replay` reads it; what lies between beginning and end is left out, its time too. */
  text(): string;
}

export function createRecorder(clock: Pick<Clock, 'monotonicMs'>): Recorder {
  const first: Recorded[] = [];
  const last: Recorded[] = [];
  let beganMs: number | undefined;
  let forgotten = 0;

  function pieces(): readonly Recorded[] {
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
