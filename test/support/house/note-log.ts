import { logEvent } from '#core/base/log-events.ts';
import { logTo, type LogLine } from '#core/base/log-to.ts';
import type { Clock, Log } from '#core/base/ports.ts';

export interface Note extends LogLine {
  readonly atMs: number;
  readonly program: string;
}

/** Log lines of every program in the house; keeps only the newest. */
export interface NoteLog {
  of(program: string): Log;
  notes(): readonly Note[];
  /** The newest lines above debug level, as text. */
  tail(count: number): string;
}

const KEPT = 2_000;

export function createNoteLog(clock: Clock): NoteLog {
  const notes: Note[] = [];
  return {
    of: (program) =>
      logTo((line) => {
        notes.push({ atMs: clock.monotonicMs(), program, ...line });
        if (notes.length > 2 * KEPT) notes.splice(0, KEPT);
      }),
    notes: () => notes,
    tail: (count) =>
      notes
        .filter((note) => note.level !== 'debug')
        .slice(-count)
        .map(
          (note) =>
            `${(note.atMs / 1000).toFixed(2)} s ${note.program}: ${note.event}: ${logEvent(note.event).sentence} ${JSON.stringify(note.fields)}`,
        )
        .join('\n'),
  };
}
