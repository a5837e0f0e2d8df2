import type { Clock, Log, LogFields } from '#core/base/ports.ts';

export interface Note {
  readonly atMs: number;
  readonly program: string;
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** What everybody in the house has logged, the newest kept. */
export interface NoteLog {
  of(program: string): Log;
  notes(): readonly Note[];
  /** The newest notes above debug, as lines. */
  tail(count: number): string;
}

const KEPT = 2_000;

export function createNoteLog(clock: Clock): NoteLog {
  const notes: Note[] = [];
  return {
    of: (program) => {
      const at =
        (level: keyof Log) =>
        (message: string, fields?: LogFields): void => {
          notes.push({ atMs: clock.monotonicMs(), program, level, message, fields });
          if (notes.length > 2 * KEPT) notes.splice(0, KEPT);
        };
      return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    },
    notes: () => notes,
    tail: (count) =>
      notes
        .filter((note) => note.level !== 'debug')
        .slice(-count)
        .map(
          (note) =>
            `${(note.atMs / 1000).toFixed(2)} s ${note.program}: ${note.message} ${JSON.stringify(note.fields ?? {})}`,
        )
        .join('\n'),
  };
}
