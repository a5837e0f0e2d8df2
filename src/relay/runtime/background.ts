import { reasonOf } from '#core/base/errors.ts';
import type { Log, LogFields } from '#core/base/ports.ts';

/** Work that nobody waits for: when it fails that is logged, and nothing else ends. `what` failed. */
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
