import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { EventEmitter } from 'node:events';

function toldOf(error: unknown): { readonly error: string; readonly stack: string | undefined } {
  return { error: reasonOf(error), stack: error instanceof Error ? error.stack : undefined };
}

/**
 * What nobody caught is a defect. A promise that nobody waited for is logged, and the machine sells on. After an exception
 * nobody knows what is still true in memory: the program ends, and the journal says where its next start goes on. Without
 * this, Electron would ask an empty room to press OK.
 */
export function watchForDefects(
  program: Pick<EventEmitter, 'on'>,
  log: Log,
  end: (code: number) => void,
): void {
  program.on('unhandledRejection', (error: unknown) => {
    log.error('a defect: nobody waited for this', toldOf(error));
  });
  program.on('uncaughtException', (error: unknown) => {
    log.error('a defect: nobody caught this', toldOf(error));
    end(1);
  });
}
