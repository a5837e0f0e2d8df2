import { settingsFrom, type SettingKey, type Settings } from '#core/settings/settings.ts';
import type { SettingTexts } from '#core/settings/setting-texts.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const settingRow = z.object({ key: z.string(), value: z.string() });

export function readSettings(database: Database): Settings {
  const rows = database.all(settingRow, 'SELECT key, value FROM setting');
  return settingsFrom(new Map(rows.map((row) => [row.key, row.value])));
}

export function createSettingTexts(database: Database): SettingTexts {
  return {
    stored: (key) =>
      database.first(settingRow, 'SELECT key, value FROM setting WHERE key = ?', key)?.value,
  };
}

/** `text` has been checked (core/settings/settings.ts, checkSetting). */
export function writeSetting(database: Database, key: SettingKey, text: string): void {
  database.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    text,
  );
}
