import type { Log } from '#core/ports.ts';
import pino from 'pino';

const SECRET_KEYS = [
  'customerToken',
  'credential',
  'authorization',
  'secret',
  'clientSecret',
  'subscriptionKey',
].flatMap((key) => [key, `*.${key}`]);

/** One JSON line an entry on stderr. Level from VENDSKAP_LOG. */
export function createLog(): Log {
  const level = process.env['VENDSKAP_LOG'] ?? 'info';
  const redact = { paths: SECRET_KEYS, censor: '[hidden]' };
  const logger = pino(
    { level, redact, base: { program: 'relay' } },
    pino.destination({ fd: 2, sync: true }),
  );
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
