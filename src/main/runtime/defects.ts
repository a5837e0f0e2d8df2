import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { EventEmitter } from 'node:events';

function toldOf(error: unknown): { readonly error: string; readonly stack: string | undefined } {
  return { error: reasonOf(error), stack: error instanceof Error ? error.stack : undefined };
}

/**
 * Handles defects: errors that no code caught. Logs a rejected promise and sells on. Ends the program after an uncaught
 * exception, since memory may be wrong; the journal tells the next start where to go on. Without this, Electron would show a
 * dialog in front of a machine that nobody watches.
 */
export function watchForDefects(
  program: Pick<EventEmitter, 'on'>,
  log: Log,
  end: (code: number) => void,
): void {
  program.on('unhandledRejection', (error: unknown) => {
    log.error('kiosk.promise-rejected', toldOf(error));
  });
  program.on('uncaughtException', (error: unknown) => {
    log.error('kiosk.uncaught-exception', toldOf(error));
    end(1);
  });
}
