import type { LogEventId } from './log-events.ts';
import type { LogLevel } from './log-events/log-event.ts';
import type { Log, LogFields } from './ports.ts';

export interface LogLine {
  readonly level: LogLevel;
  readonly event: LogEventId;
  readonly fields: LogFields;
}

/** A log whose lines go to `write`. */
export function logTo(write: (line: LogLine) => void): Log {
  const at =
    (level: LogLevel) =>
    (event: LogEventId, fields: object = {}): void => {
      write({ level, event, fields: { ...fields } });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
