import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { KioskError } from '#core/base/errors.ts';
import {
  checkSetting,
  isSettingKey,
  settingText,
  SETTING_KEYS,
  type SettingKey,
} from '#core/settings/settings.ts';
import { readArguments } from './arguments.ts';
import { withStores } from './with-stores.ts';
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
  await set(dataDir, key, checked.value);
}

async function set(dataDir: string, key: SettingKey, text: string): Promise<void> {
  const isDone = await withStores(dataDir, ({ settingTexts, changes }) => {
    const old = settingTexts.stored(key) ?? null;
    const patches = [{ subject: 'setting', id: key, field: 'value', old, new: text }] as const;
    const change = { kind: 'settingsChanged', by: COMMAND_LINE, patches } as const;
    return old === text || changes.apply(change).ok;
  });
  if (!isDone) {
    throw new KioskError('store/unwritable', 'The database cannot be written now. Try again.');
  }
}

async function get(dataDir: string, key: SettingKey | undefined): Promise<void> {
  const settings = await withStores(dataDir, (stores) => stores.settings());
  const text = key === undefined ? JSON.stringify(settings) : settingText(settings[key]);
  await writeOut(`${text}\n`);
}
