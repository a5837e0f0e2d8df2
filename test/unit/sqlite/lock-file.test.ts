import { isKioskError } from '#core/base/errors.ts';
import { lockFile } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

function isLocked(path: string): boolean {
  try {
    lockFile(path)();
    return false;
  } catch (error) {
    if (isKioskError(error, 'store/locked')) return true;
    throw error;
  }
}

test('a lock holds until it is given back, and not a moment longer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-lock-'));
  const path = join(folder, 'kiosk.lock');
  try {
    for (let time = 0; time < 20; time += 1) {
      const unlock = lockFile(path);
      expect(isLocked(path)).toBe(true);
      unlock();
      expect(isLocked(path)).toBe(false);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
