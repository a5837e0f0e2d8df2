import type { Log } from '#core/base/ports.ts';
import pino from 'pino';

/** Never in a log: tokens, secrets, PINs, credentials (design §6). */
const SECRET_KEYS = [
  'customerToken',
  'credential',
  'authorization',
  'Authorization',
  'secret',
  'pin',
  'token',
].flatMap((key) => [key, `*.${key}`]);

/**
 * One JSON line an entry on stderr; stdout belongs to the command's answer. Level from VENDSKAP_LOG. `keep`: also gets
 * each line as it is written.
 */
export function createLog(program: string, keep: (line: string) => void = () => undefined): Log {
  const level = process.env['VENDSKAP_LOG'] ?? 'info';
  const stderr = pino.destination({ fd: 2, sync: true });
  const logger = pino(
    {
      name: program,
      level,
      redact: { paths: SECRET_KEYS, censor: '[hidden]' },
      base: { program },
    },
    {
      write: (line: string) => {
        stderr.write(line);
        keep(line);
      },
    },
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
