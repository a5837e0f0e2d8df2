import { SETTING_KEYS, type SettingKey } from '#core/settings/settings.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';

/** One setting, as it is typed and stored (core/settings/settings.ts). */
export interface SettingView {
  readonly key: SettingKey;
  readonly text: string;
  /** What holds until it is set. */
  readonly defaultText: string;
  /** A policy: only an owner sets it. */
  readonly isOwners: boolean;
}

export interface SettingsView {
  readonly settings: readonly SettingView[];
  /** The panel's brightness can be set. */
  readonly hasBacklight: boolean;
}

export interface SettingsCallMap {
  readonly getSettings: Call<NoInput, SettingsView>;
  /**
   * All of them or none. `sequence` undefined: nothing was different. Refused with `owner-only` or `out-of-bounds`
   * {key}.
   */
  readonly setSettings: Call<
    { readonly settings: readonly { readonly key: SettingKey; readonly text: string }[] },
    { readonly sequence: number | undefined }
  >;
}

const LONGEST_TEXT = 2_000;

export const settingsSchemas = {
  getSettings: z.strictObject({}),
  setSettings: z.strictObject({
    settings: z
      .array(z.strictObject({ key: z.enum(SETTING_KEYS), text: z.string().max(LONGEST_TEXT) }))
      .min(1)
      .max(SETTING_KEYS.length),
  }),
};
