import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { Backlight } from '#core/settings/backlight.ts';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SYSTEM_FOLDER = '/sys/class/backlight';

/** The first backlight the kernel knows: a kiosk panel has one. */
export function createBacklight(log: Log, folder = SYSTEM_FOLDER): Backlight {
  function light(): string | undefined {
    try {
      const [name] = readdirSync(folder).sort();
      return name === undefined ? undefined : join(folder, name);
    } catch {
      return undefined;
    }
  }
  return {
    isThere: () => light() !== undefined,
    set: (percent) => {
      const found = light();
      if (found === undefined) return false;
      try {
        const most = Number(readFileSync(join(found, 'max_brightness'), 'utf8'));
        // Never dark: nobody could find the setting again.
        const level = Math.max(1, Math.round((most * percent) / 100));
        writeFileSync(join(found, 'brightness'), String(level));
        return true;
      } catch (error) {
        const reason = reasonOf(error);
        log.warn('kiosk.brightness-not-set', { percent, reason });
        return false;
      }
    },
  };
}

/** Sets the backlight now. @returns what sets it again when the setting may have changed */
export function watchBrightness(light: Backlight, wanted: () => 'auto' | number): () => void {
  let last: 'auto' | number = 'auto';
  const look = (): void => {
    const now = wanted();
    if (now === last) return;
    last = now;
    if (now !== 'auto') light.set(now);
  };
  look();
  return look;
}
