import { LANGUAGES } from '../base/language.ts';
import { ok, type Result } from '../base/result.ts';
import type { SaleTerms } from '../sale/state.ts';
import {
  operatorText,
  organisationNumber,
  sheetLanguages,
  sheetPaper,
  type Operator,
} from '../sheet/operator.ts';
import type { ScreenSettings } from './screen.ts';
import {
  ageGate,
  brightness,
  days,
  foodMaxCelsius,
  kibibytesPerSecond,
  language,
  maxAmount,
  minutes,
  onOff,
  panel,
  policy,
  quietHours,
  seconds,
  selections,
  theme,
  times,
  updatePolicy,
} from './setting-parsers.ts';
import { choice, number, setting, type SettingRow } from './setting-row.ts';

const SWITCH = choice('off', 'on');

/**
 * What the operator may set (design §11): one row for each setting. The order of the rows is that of `settings get`.
 * docs/recipes.md tells how to add one.
 */
export const SETTINGS = {
  /** `auto`: the dearest slot that can be sold. Else minor units. */
  maxAmount: setting(maxAmount, 'auto', { unit: 'money' }),
  approvalDeadlineSeconds: setting(seconds(3, 600), 120, {
    unit: 'seconds',
    shown: { group: 'sale', control: number(3, 600) },
  }),
  selectionDeadlineSeconds: setting(seconds(3, 600), 60, {
    unit: 'seconds',
    shown: { group: 'sale', control: number(3, 600) },
  }),
  vendDeadlineSeconds: setting(seconds(3, 300), 60, {
    unit: 'seconds',
    shown: { group: 'sale', control: number(3, 300) },
  }),
  checkInFreshnessSeconds: setting(seconds(5, 300), 60, {
    unit: 'seconds',
    shown: { group: 'sale', control: number(5, 300) },
  }),
  onUnknownOutcome: setting(policy, 'release', {
    isOwners: true,
    shown: { group: 'sale', control: choice('release', 'review', 'capture') },
  }),
  /** What a customer under an age limit gets: what anybody may buy, or nothing. */
  ageGate: setting(ageGate, 'fallback', {
    isOwners: true,
    shown: { group: 'sale', control: choice('fallback', 'limit') },
  }),
  /** Failed drops in a row after which a slot is taken out of sale; 0: never. */
  latchAfterFailures: setting(times, 2, {
    unit: 'times',
    shown: { group: 'machine', control: choice('1', '2', '3', '5', '0') },
  }),
  /** °C above which food may not be sold; `off`: not watched. */
  foodMaxCelsius: setting(foodMaxCelsius, 'off', {
    unit: 'celsius',
    shown: {
      group: 'machine',
      control: choice('off', '-18', '-15', '2', '4', '5', '8'),
      needs: 'temperature',
    },
  }),
  /** So long food may be warmer, as while the machine is filled. */
  foodGraceMinutes: setting(minutes, 30, {
    unit: 'minutes',
    shown: { group: 'machine', control: number(1, 720), needs: 'temperature' },
  }),
  /** Selections with food; `all`: every one. */
  foodSelections: setting(selections, 'all', {}),
  /** Nobody touches the screen for so long: whoever is signed in is signed out. */
  autoLogOutSeconds: setting(seconds(30, 900), 120, {
    isOwners: true,
    unit: 'seconds',
    shown: { group: 'safety', control: number(30, 900) },
  }),
  /** After the PIN the door must be opened, where the machine tells of its door. */
  doorSecondFactor: setting(onOff, false, {
    isOwners: true,
    shown: { group: 'safety', control: SWITCH, needs: 'door' },
  }),
  /** So long an entry of the change log is kept. */
  changeLogDays: setting(days, 730, {
    isOwners: true,
    unit: 'days',
    shown: { group: 'safety', control: number(30, 3650) },
  }),
  /** Of the screen while nobody is signed in. */
  language: setting(language, 'en', {
    unit: 'language',
    shown: { group: 'screen', place: 3, control: choice(...LANGUAGES) },
  }),
  theme: setting(theme, 'light', {
    shown: { group: 'screen', place: 2, control: choice('auto', 'light', 'dark') },
  }),
  gloveMode: setting(onOff, false, { shown: { group: 'screen', place: 1, control: SWITCH } }),
  panel: setting(panel, 'auto', {
    shown: { group: 'screen', place: 5, control: { kind: 'panel' } },
  }),
  sound: setting(onOff, false, {}),
  /** % of what the panel can; `auto`: as the computer sets it. */
  brightness: setting(brightness, 'auto', {
    unit: 'percent',
    shown: {
      group: 'screen',
      place: 4,
      control: choice('auto', '25', '50', '75', '100'),
      needs: 'backlight',
    },
  }),
  /** When the machine does not sell, by the computer’s own time zone. */
  quietHours: setting(quietHours, 'off', {
    isOwners: true,
    unit: 'hours',
    shown: { group: 'machine', control: { kind: 'quietHours' } },
  }),
  /** How new versions of this program come (docs/updates.md). */
  updates: setting(updatePolicy, 'auto', {
    isOwners: true,
    shown: { group: 'machine', control: choice('auto', 'ask', 'off') },
  }),
  /** When no version is installed by itself, by the computer’s own time zone. */
  noUpdateHours: setting(quietHours, 'off', {
    isOwners: true,
    unit: 'hours',
    shown: { group: 'machine', control: { kind: 'quietHours' } },
  }),
  /** KiB a second for a version that comes over the network; `off`: as fast as it goes. */
  updateSpeedLimit: setting(kibibytesPerSecond, 256, {
    isOwners: true,
    unit: 'kibibytesPerSecond',
    shown: { group: 'machine', control: choice('32', '64', '256', '1024', 'off') },
  }),
  /** Who sells, as it stands on the posted sheet (core/sheet/operator.ts); empty: not said. */
  operatorName: setting(operatorText, '', { isOwners: true }),
  operatorNumber: setting(organisationNumber, '', { isOwners: true }),
  operatorAddress: setting(operatorText, '', { isOwners: true }),
  refundContact: setting(operatorText, '', { isOwners: true }),
  sheetLanguages: setting(sheetLanguages, 'auto', { unit: 'language' }),
  sheetPaper: setting(sheetPaper, 'A4', {}),
};

export type SettingKey = keyof typeof SETTINGS;

/** The settings as the programs use them. */
export type Settings = {
  readonly [Key in SettingKey]: (typeof SETTINGS)[Key]['standard'];
};

type Rows = { readonly [Key in SettingKey]: SettingRow<Settings[Key]> };
const ROWS: Rows = SETTINGS;

export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(SETTINGS, text);
}

export const SETTING_KEYS: readonly SettingKey[] = Object.keys(SETTINGS).filter(isSettingKey);

/** Whether `text` is a value for `key`; the error completes the sentence “<key> …”. */
export function checkSetting(key: SettingKey, text: string): Result<string, string> {
  const parsed = ROWS[key].parse(text);
  return parsed.ok ? ok(settingText(parsed.value)) : parsed;
}

type Draft = { -readonly [Key in SettingKey]?: Settings[Key] };
type Stored = ReadonlyMap<string, string>;

function readOne<Key extends SettingKey>(key: Key, stored: Stored): Settings[Key] {
  const text = stored.get(key);
  const parsed = text === undefined ? undefined : ROWS[key].parse(text);
  return parsed?.ok === true ? parsed.value : ROWS[key].standard;
}

function fill(draft: Draft, stored: Stored): asserts draft is Settings {
  const put = <Key extends SettingKey>(key: Key, value: Settings[Key]): void => {
    draft[key] = value;
  };
  for (const key of SETTING_KEYS) put(key, readOne(key, stored));
}

/** Stored texts over the standard values; a text that no longer fits its bounds counts as not set. */
export function settingsFrom(stored: Stored): Settings {
  const draft: Draft = {};
  fill(draft, stored);
  return draft;
}

export const DEFAULT_SETTINGS: Settings = settingsFrom(new Map());

/** The settings that a sale takes along from its beginning. */
export function termsOf(settings: Settings, postReceipt: boolean): SaleTerms {
  return {
    approvalMs: settings.approvalDeadlineSeconds * 1000,
    selectionMs: settings.selectionDeadlineSeconds * 1000,
    vendResultMs: settings.vendDeadlineSeconds * 1000,
    onUnknownOutcome: settings.onUnknownOutcome,
    postReceipt,
    latchAfterFailures: settings.latchAfterFailures,
  };
}

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

/** A setting as it is typed and stored. */
export function settingText(value: Settings[SettingKey]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'object') return String(value);
  if ('fromHour' in value) return `${twoDigits(value.fromHour)}-${twoDigits(value.toHour)}`;
  if ('inches' in value) return `${String(value.inches)}in`;
  return 'pxPerMm' in value ? String(value.pxPerMm) : value.join(',');
}

/** Policies: only an owner sets them. */
export function isOwnerSetting(key: string): boolean {
  return isSettingKey(key) && ROWS[key].isOwners === true;
}

export function screenOf(settings: Settings): ScreenSettings {
  return {
    language: settings.language,
    theme: settings.theme,
    gloveMode: settings.gloveMode,
    panel: settings.panel,
    sound: settings.sound,
  };
}

/** Who sells, as it stands on the posted sheet. */
export function operatorOf(settings: Settings): Operator {
  return {
    name: settings.operatorName,
    number: settings.operatorNumber,
    address: settings.operatorAddress,
    refundContact: settings.refundContact,
  };
}
