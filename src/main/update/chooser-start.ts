import { isKioskError } from '#core/base/errors.ts';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the chooser started this program (docs/updates.md). */
export interface ChooserStart {
  /** The folder of versions. */
  readonly folder: string;
  readonly versionId: string;
  readonly startId: string;
  readonly isTrial: boolean;
  readonly healthSeconds: number;
}

const WORD = /^[0-9A-Za-z.-]{1,80}$/;

/** Undefined: nobody chose, and this version has no others beside it. */
export function readChooserStart(
  environment: Readonly<Record<string, string | undefined>>,
): ChooserStart | undefined {
  const folder = environment['VENDSKAP_VERSIONS'] ?? '';
  const versionId = environment['VENDSKAP_VERSION_ID'] ?? '';
  const startId = environment['VENDSKAP_START'] ?? '';
  const seconds = environment['VENDSKAP_HEALTH_SECONDS'] ?? '';
  const isWhole = folder.startsWith('/') && WORD.test(versionId) && WORD.test(startId);
  if (!isWhole || !/^[1-9]\d{0,4}$/.test(seconds)) return undefined;
  return {
    ...{ folder, versionId, startId },
    isTrial: environment['VENDSKAP_TRIAL'] === 'yes',
    healthSeconds: Number(seconds),
  };
}

/** A version on trial that cannot even start says so, and the chooser need not wait. Throws nothing: it ends anyway. */
export function noteFailedStart(start: ChooserStart | undefined, error: unknown): void {
  if (start?.isTrial !== true) return;
  const reason = isKioskError(error) && error.code.startsWith('store/') ? 'store' : 'start';
  try {
    const file = join(start.folder, 'failed');
    writeFileSync(`${file}.new`, `${start.startId} ${reason}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The chooser counts the start.
  }
}
