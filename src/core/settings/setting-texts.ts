import type { SettingKey } from './settings.ts';

/** The settings as they are stored. */
export interface SettingTexts {
  /** Undefined: the default holds. */
  stored(key: SettingKey): string | undefined;
}
