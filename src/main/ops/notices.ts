import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const noticesSchema = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
);

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Reads the notices that the build wrote (scripts/notices.ts); empty where nothing was built, as in tests. */
export function createNotices(
  file: string | undefined,
  log: Log,
): () => Promise<readonly Notice[]> {
  return async () => {
    if (file === undefined) return [];
    try {
      return noticesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      const reason = reasonOf(error);
      log.warn('kiosk.licences-unreadable', { file, reason });
      return [];
    }
  };
}
