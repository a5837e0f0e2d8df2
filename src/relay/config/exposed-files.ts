import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Read, written or run by anybody but the owner. */
const OTHERS = 0o077;

function filesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'file' in value && typeof value.file === 'string' ? [value.file] : [];
  return [...own, ...Object.values(value).flatMap(filesIn)];
}

/** `relay.json` and the files of secrets that it names, as far as others than their owner may read them. */
export function exposedFiles(configPath: string): readonly string[] {
  // Windows has no such modes.
  if (process.platform === 'win32') return [];
  const config: unknown = JSON.parse(readFileSync(configPath, 'utf8').replace(/^\uFEFF/, ''));
  const folder = dirname(resolve(configPath));
  const files = [configPath, ...filesIn(config).map((file) => resolve(folder, file))];
  return files.filter((file) => (statSync(file).mode & OTHERS) !== 0);
}
