import { logEvent, logRoom } from '#core/base/log-events.ts';
import { logTo, type LogLine } from '#core/base/log-to.ts';
import type { Log, LogFields } from '#core/base/ports.ts';
import pino from 'pino';
import { HIDDEN, isSecretField, withoutSecrets } from './secrets.ts';

const STDERR = 2;
/** Characters that may wait for a slow reader or a full disk; lines beyond them are dropped. */
const MOST_WAITING = 1_000_000;

export interface LogOptions {
  readonly program: 'kiosk' | 'hardware' | 'relay' | 'simulator' | 'poll-test';
  /** From this level upwards, unless VENDSKAP_LOG says another. */
  readonly from?: 'info' | 'warn';
  /** A reader who is slow must not stop the process: lines wait for them, and are dropped rather than too many. */
  readonly isAsynchronous?: boolean;
  /** systemd's journal reads our stderr: it dates each line itself and keeps its priority. */
  readonly isForJournal?: boolean;
  /** Also gets each line as it is written. */
  readonly keep?: (line: string) => void;
}

/** As the journal counts: 3 is an error, 7 is for debugging. */
const PRIORITY = { error: 3, warn: 4, info: 6, debug: 7 } as const;

function hidden(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecretField(name) ? HIDDEN : withoutSecrets(value),
    ]),
  );
}

/** Writes one JSON line an event on stderr; stdout belongs to the command's answer. */
export function createLogWriter(options: LogOptions): (line: LogLine) => void {
  const { program, from = 'info', isAsynchronous = false, isForJournal = false, keep } = options;
  const level = process.env['VENDSKAP_LOG'] ?? from;
  const stderr = pino.destination({
    fd: STDERR,
    sync: !isAsynchronous,
    ...(isAsynchronous ? { maxLength: MOST_WAITING } : {}),
  });
  if (isAsynchronous) stderr.on('error', () => undefined);
  let priority = '';
  const logger = pino(
    { level, base: { program }, timestamp: !isForJournal },
    {
      write: (line: string) => {
        stderr.write(priority + line);
        keep?.(line);
      },
    },
  );
  return ({ level: at, event, fields }) => {
    if (!logger.isLevelEnabled(at)) return;
    if (isForJournal) priority = `<${String(PRIORITY[at])}>`;
    const line = { eventId: event, room: logRoom(event), ...hidden(fields) };
    logger[at](line, logEvent(event).sentence);
  };
}

export function createLog(options: LogOptions): Log {
  return logTo(createLogWriter(options));
}
