import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The official files lie beside the project, not in it. */
const FOLDER = new URL('../../../../shared/openapi/', import.meta.url);

export const OFFICIAL_FOLDER = fileURLToPath(FOLDER);
export const VECTORS_FILE = 'webhook-hmac-vectors.json';

/** Why the official files cannot be read, or undefined when they can. */
export function whyAbsent(): string | undefined {
  const isThere = existsSync(new URL(VECTORS_FILE, FOLDER));
  return isThere ? undefined : `${VECTORS_FILE} is not in ${OFFICIAL_FOLDER}`;
}

export function readOfficial(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
