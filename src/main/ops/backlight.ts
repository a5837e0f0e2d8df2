import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { Backlight } from '#core/settings/backlight.ts';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SYSTEM_FOLDER = '/sys/class/backlight';

/** The first light the kernel knows: kiosk panels have one. */
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
        // Never dark: nobody would find the way back.
        const level = Math.max(1, Math.round((most * percent) / 100));
        writeFileSync(join(found, 'brightness'), String(level));
        return true;
      } catch (error) {
        const reason = reasonOf(error);
        log.warn('the panel’s brightness could not be set', { percent, reason });
        return false;
      }
    },
  };
}

/** Sets the light now, and whenever the returned function is called after the setting has changed. */
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
