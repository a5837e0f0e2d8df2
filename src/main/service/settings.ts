import type { SettingsCallMap, SettingView } from '#contract/ipc/topics/settings.ts';
import type { RefusalCode } from '#contract/ipc/refusals.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Backlight } from '#core/settings/backlight.ts';
import type { AuditLog, Patch } from '#core/changes/audit-log.ts';
import type { SettingTexts } from '#core/settings/setting-texts.ts';
import type { Caller } from '#core/people/person.ts';
import {
  checkSetting,
  DEFAULT_SETTINGS,
  isOwnerSetting,
  SETTING_KEYS,
  settingText,
  type SettingKey,
} from '#core/settings/settings.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface SettingsDeps {
  readonly settingTexts: SettingTexts;
  readonly changes: AuditLog;
  readonly backlight: Backlight;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

interface Wanted {
  readonly key: SettingKey;
  readonly text: string;
}

/** The calls of Settings. */
export function createSettingsCalls(deps: SettingsDeps): Handlers<SettingsCallMap> {
  const { settingTexts: settings, changes } = deps;
  const defaultOf = (key: SettingKey): string => settingText(DEFAULT_SETTINGS[key]);
  const textOf = (key: SettingKey): string => settings.stored(key) ?? defaultOf(key);

  const viewOf = (key: SettingKey): SettingView => ({
    key,
    text: textOf(key),
    defaultText: defaultOf(key),
    isOwners: isOwnerSetting(key),
  });

  /** The text as it is stored, or why it is refused. */
  function kept({ key, text }: Wanted, caller: Caller | undefined): Result<Wanted, RefusalCode> {
    if (isOwnerSetting(key) && caller?.role !== 'owner') return err('owner-only');
    const checked = checkSetting(key, text);
    return checked.ok ? ok({ key, text: checked.value }) : err('out-of-bounds');
  }

  const patchOf = ({ key, text }: Wanted): Patch => ({
    subject: 'setting',
    id: key,
    field: 'value',
    old: settings.stored(key) ?? null,
    new: text,
  });

  return {
    getSettings: () =>
      Promise.resolve(
        ok({ settings: SETTING_KEYS.map(viewOf), hasBacklight: deps.backlight.isThere() }),
      ),
    setSettings: ({ settings: wanted }, caller) => {
      const fresh: Wanted[] = [];
      for (const one of wanted) {
        if (one.text === textOf(one.key)) continue;
        const checked = kept(one, caller);
        if (!checked.ok) return Promise.resolve(refuse(checked.error, { key: one.key }));
        if (checked.value.text !== textOf(one.key)) fresh.push(checked.value);
      }
      if (fresh.length === 0) return Promise.resolve(ok({ sequence: undefined }));
      const patches = fresh.map(patchOf);
      const done = changes.apply({ kind: 'settingsChanged', by: nameOf(caller), patches });
      if (done.ok) deps.onChange();
      return Promise.resolve(answerOf(done.ok ? ok({ sequence: done.value }) : done));
    },
  };
}
