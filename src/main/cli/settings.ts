import { KioskError } from '#core/errors.ts';
import { checkSetting, isSettingKey, settingText, SETTING_KEYS } from '#core/settings.ts';
import { openKioskDatabase } from '../app.ts';
import { readSettings, writeSetting } from '../store/settings.ts';
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
  const database = openKioskDatabase(dataDir);
  writeSetting(database, key, value);
  database.close();
}

async function get(dataDir: string, key: (typeof SETTING_KEYS)[number] | undefined): Promise<void> {
  const database = openKioskDatabase(dataDir);
  const settings = readSettings(database);
  database.close();
  const text = key === undefined ? JSON.stringify(settings) : settingText(settings[key]);
  await writeOut(`${text}\n`);
}
