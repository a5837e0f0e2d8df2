import { reasonOf } from '#core/base/errors.ts';

/** Starts work that nobody waits for. When it fails, `onFailure` says so to the log, and nothing else ends. */
export function inBackground(
  work: () => Promise<unknown>,
  onFailure: (error: string) => void,
): void {
  const failed = (error: unknown): void => {
    onFailure(reasonOf(error));
  };
  try {
    work().catch(failed);
  } catch (error) {
    failed(error);
  }
}
