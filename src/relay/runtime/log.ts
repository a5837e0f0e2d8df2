import type { Log } from '#core/base/ports.ts';
import pino from 'pino';

const SECRET_KEYS = [
  'customerToken',
  'credential',
  'authorization',
  'secret',
  'clientSecret',
  'subscriptionKey',
].flatMap((key) => [key, `*.${key}`]);

const MOST_BUFFERED = 1_000_000;

/** Writes each entry as one JSON line to stderr, from the level in VENDSKAP_LOG upwards. */
export function createLog(): Log {
  const level = process.env['VENDSKAP_LOG'] ?? 'info';
  const redact = { paths: SECRET_KEYS, censor: '[hidden]' };
  // A slow reader or a full disk must not stop the process: beyond this many waiting characters lines are dropped.
  const destination = pino.destination({ fd: 2, sync: false, maxLength: MOST_BUFFERED });
  destination.on('error', () => undefined);
  const logger = pino({ level, redact, base: { program: 'relay' } }, destination);
  return {
    debug: (message, fields) => {
      logger.debug(fields ?? {}, message);
    },
    info: (message, fields) => {
      logger.info(fields ?? {}, message);
    },
    warn: (message, fields) => {
      logger.warn(fields ?? {}, message);
    },
    error: (message, fields) => {
      logger.error(fields ?? {}, message);
    },
  };
}
