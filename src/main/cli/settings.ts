import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { KioskError } from '#core/base/errors.ts';
import {
  checkSetting,
  isSettingKey,
  settingText,
  SETTING_KEYS,
  type SettingKey,
} from '#core/settings/settings.ts';
import { openKioskDatabase } from '../composition/kiosk-database.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { createSettingTexts, readSettings } from '../store/settings.ts';
import { readArguments } from './arguments.ts';
import { writeOut } from './write-out.ts';

/** `settings set <key> <value>`, `settings get [key]`. */
export async function runSettings(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb, key, value] = given.rest;
  const dataDir = given.required('data-dir');
  if (verb !== 'set' && verb !== 'get') {
    throw new KioskError('input/invalid', 'Say settings set <key> <value> or settings get [key].');
  }
  if (key !== undefined && !isSettingKey(key)) {
    throw new KioskError(
      'input/invalid',
      `There is no setting “${key}”; there are: ${SETTING_KEYS.join(', ')}.`,
    );
  }
  if (verb === 'get') {
    await get(dataDir, key);
    return;
  }
  if (key === undefined || value === undefined) {
    throw new KioskError('input/invalid', 'Say settings set <key> <value>.');
  }
  const checked = checkSetting(key, value);
  if (!checked.ok) throw new KioskError('input/invalid', `${key} ${checked.error}.`);
  set(dataDir, key, checked.value);
}

function set(dataDir: string, key: SettingKey, text: string): void {
  const database = openKioskDatabase(dataDir);
  const old = createSettingTexts(database).stored(key) ?? null;
  const patches = [{ subject: 'setting', id: key, field: 'value', old, new: text }] as const;
  const change = { kind: 'settingsChanged', by: COMMAND_LINE, patches } as const;
  const book = createAuditLog(database, createSystemClock());
  const isDone = old === text || book.apply(change).ok;
  database.close();
  if (!isDone) {
    throw new KioskError('store/unwritable', 'The database cannot be written now. Try again.');
  }
}

async function get(dataDir: string, key: SettingKey | undefined): Promise<void> {
  const database = openKioskDatabase(dataDir);
  const settings = readSettings(database);
  database.close();
  const text = key === undefined ? JSON.stringify(settings) : settingText(settings[key]);
  await writeOut(`${text}\n`);
}
