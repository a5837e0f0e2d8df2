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

const MOST_WAITING = 1_000_000;

/** One JSON line an entry on stderr. Level from VENDSKAP_LOG. */
export function createLog(): Log {
  const level = process.env['VENDSKAP_LOG'] ?? 'info';
  const redact = { paths: SECRET_KEYS, censor: '[hidden]' };
  // Who reads it slowly, or a disk that is full, must not hold up or end the program: what waits beyond this is dropped.
  const destination = pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING });
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
