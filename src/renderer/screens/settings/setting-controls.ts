import type { SettingKey } from '#core/settings/settings.ts';
import type { TextKey } from '../../locales/keys.ts';

type AboutKey = Extract<TextKey, `settings.about.${string}`>;

/** How one setting is set. Texts are as they are stored (core/settings.ts). */
export type SettingControl =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly texts: readonly string[] }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'panel' };

export interface ShownSetting {
  /** One that has a sentence about it. */
  readonly key: Extract<SettingKey, AboutKey extends `settings.about.${infer Key}` ? Key : never>;
  readonly look: SettingControl;
  /** Only where the machine or its computer has what is set. */
  readonly needs?: 'backlight' | 'door' | 'temperature';
}

const number = (min: number, max: number): SettingControl => ({ kind: 'number', min, max });
const choice = (...texts: readonly string[]): SettingControl => ({ kind: 'choice', texts });

export const GROUPS = ['screen', 'sale', 'machine', 'safety'] as const;
export type Group = (typeof GROUPS)[number];

/** What stands on the screen of settings; the maximum amount has a screen of its own. */
export const SHOWN: Readonly<Record<Group, readonly ShownSetting[]>> = {
  screen: [
    { key: 'gloveMode', look: choice('off', 'on') },
    { key: 'theme', look: choice('auto', 'light', 'dark') },
    { key: 'language', look: choice('nb', 'sv', 'da', 'fi', 'en') },
    { key: 'brightness', look: choice('auto', '25', '50', '75', '100'), needs: 'backlight' },
    { key: 'panel', look: { kind: 'panel' } },
  ],
  sale: [
    { key: 'approvalDeadlineSeconds', look: number(3, 600) },
    { key: 'selectionDeadlineSeconds', look: number(3, 600) },
    { key: 'vendDeadlineSeconds', look: number(3, 300) },
    { key: 'checkInFreshnessSeconds', look: number(5, 300) },
    { key: 'onUnknownOutcome', look: choice('release', 'review', 'capture') },
    { key: 'ageGate', look: choice('fallback', 'limit') },
  ],
  machine: [
    { key: 'latchAfterFailures', look: choice('1', '2', '3', '5', '0') },
    {
      key: 'foodMaxCelsius',
      look: choice('off', '-18', '-15', '2', '4', '5', '8'),
      needs: 'temperature',
    },
    {
      key: 'foodGraceMinutes',
      look: number(1, 720),
      needs: 'temperature',
    },
    { key: 'quietHours', look: { kind: 'quiet' } },
  ],
  safety: [
    { key: 'autoLogOutSeconds', look: number(30, 900) },
    { key: 'doorSecondFactor', look: choice('off', 'on'), needs: 'door' },
    { key: 'changeLogDays', look: number(30, 3650) },
  ],
};
