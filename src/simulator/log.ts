import type { Log } from '#core/base/ports.ts';
import pino from 'pino';

/** One JSON line an entry on stderr. Level from VENDSKAP_LOG. */
export function createLog(): Log {
  const level = process.env['VENDSKAP_LOG'] ?? 'warn';
  const logger = pino(
    { level, base: { program: 'simulator' } },
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
