import type { SettingControl, SettingGroup, Shown } from '#core/settings/setting-row.ts';
import { SETTING_KEYS, SETTINGS, type SettingKey } from '#core/settings/settings.ts';

/** A setting that the settings screen shows: the settings table gives its group and kind, the locales its texts. */
export type ShownKey = {
  [Key in SettingKey]: (typeof SETTINGS)[Key] extends { readonly shown: object } ? Key : never;
}[SettingKey];

const SHOWN: Readonly<Record<ShownKey, { readonly shown: Shown }>> = SETTINGS;

function isShown(key: SettingKey): key is ShownKey {
  return 'shown' in SETTINGS[key];
}

function placeOf(key: ShownKey): number {
  return SHOWN[key].shown.place ?? SETTING_KEYS.length;
}

export function controlOf(key: ShownKey): SettingControl {
  return SHOWN[key].shown.control;
}

export function needsOf(key: ShownKey): Shown['needs'] {
  return SHOWN[key].shown.needs;
}

/** The settings of one group, in order; the maximum amount and the sheet have their own screens. */
export function settingsIn(group: SettingGroup): readonly ShownKey[] {
  return SETTING_KEYS.filter(isShown)
    .filter((key) => SHOWN[key].shown.group === group)
    .sort((one, other) => placeOf(one) - placeOf(other));
}
