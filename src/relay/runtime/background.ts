import { reasonOf } from '#core/base/errors.ts';
import type { Log, LogFields } from '#core/base/ports.ts';

/** Starts work that nobody waits for. When it fails, the log says that `what` failed, and nothing else ends. */
export function inBackground(
  { log, what, ...fields }: { readonly log: Log; readonly what: string } & LogFields,
  work: () => Promise<unknown>,
): void {
  const failed = (error: unknown): void => {
    log.error(`${what} failed`, { ...fields, error: reasonOf(error) });
  };
  try {
    work().catch(failed);
  } catch (error) {
    failed(error);
  }
}
