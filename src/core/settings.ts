import { err, ok, type Result } from './result.ts';
import {
  UNKNOWN_OUTCOME_POLICIES,
  type SaleTerms,
  type UnknownOutcomePolicy,
} from './sale/state.ts';

/** What the operator may set (design §11), as the programs use it. */
export interface Settings {
  /** `auto`: the dearest slot that can be sold. Else minor units. */
  readonly maxAmount: 'auto' | number;
  readonly approvalDeadlineSeconds: number;
  readonly selectionDeadlineSeconds: number;
  readonly vendDeadlineSeconds: number;
  readonly checkInFreshnessSeconds: number;
  readonly onUnknownOutcome: UnknownOutcomePolicy;
  /** Failed drops in a row after which a slot is taken out of sale; 0: never. */
  readonly latchAfterFailures: number;
  /** °C above which food may not be sold; `off`: not watched. */
  readonly foodMaxCelsius: 'off' | number;
  /** So long it may be warmer, as while it is filled. */
  readonly foodGraceMinutes: number;
  /** Selections with food; `all`: every one. */
  readonly foodSelections: 'all' | readonly string[];
}

export type SettingKey = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  maxAmount: 'auto',
  approvalDeadlineSeconds: 120,
  selectionDeadlineSeconds: 60,
  vendDeadlineSeconds: 60,
  checkInFreshnessSeconds: 60,
  onUnknownOutcome: 'release',
  latchAfterFailures: 2,
  foodMaxCelsius: 'off',
  foodGraceMinutes: 30,
  foodSelections: 'all',
};

type Parser<Value> = (text: string) => Result<Value, string>;

function seconds(least: number, most: number): Parser<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most
      ? ok(value)
      : err(`must be a whole number of seconds from ${String(least)} to ${String(most)}`);
  };
}

function maxAmount(text: string): Result<'auto' | number, string> {
  if (text === 'auto') return ok('auto');
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value > 0
    ? ok(value)
    : err('must be “auto” or a whole number of minor units above 0, such as 5000 for 50.00');
}

function policy(text: string): Result<UnknownOutcomePolicy, string> {
  const found = UNKNOWN_OUTCOME_POLICIES.find((name) => name === text);
  return found === undefined ? err('must be release, capture or review') : ok(found);
}

function times(text: string): Result<number, string> {
  return /^\d{1,2}$/.test(text)
    ? ok(Number(text))
    : err('must be a whole number from 0 (never) to 99');
}

function foodMaxCelsius(text: string): Result<'off' | number, string> {
  if (text === 'off') return ok('off');
  const value = /^-?\d{1,2}$/.test(text) ? Number(text) : NaN;
  return value >= -30 && value <= 30
    ? ok(value)
    : err('must be “off” or a whole number of degrees Celsius from -30 to 30');
}

function minutes(text: string): Result<number, string> {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 720
    ? ok(value)
    : err('must be a whole number of minutes from 1 to 720');
}

function selections(text: string): Result<'all' | readonly string[], string> {
  if (text === 'all') return ok('all');
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => /^[0-9A-Za-z]{1,8}$/.test(name))
    ? ok(names)
    : err('must be “all” or selections with commas between them, such as A1,A2');
}

const PARSERS: { readonly [Key in SettingKey]: Parser<Settings[Key]> } = {
  maxAmount,
  approvalDeadlineSeconds: seconds(3, 600),
  selectionDeadlineSeconds: seconds(3, 600),
  vendDeadlineSeconds: seconds(3, 300),
  checkInFreshnessSeconds: seconds(5, 300),
  onUnknownOutcome: policy,
  latchAfterFailures: times,
  foodMaxCelsius,
  foodGraceMinutes: minutes,
  foodSelections: selections,
};

export const SETTING_KEYS: readonly SettingKey[] = [
  'maxAmount',
  'approvalDeadlineSeconds',
  'selectionDeadlineSeconds',
  'vendDeadlineSeconds',
  'checkInFreshnessSeconds',
  'onUnknownOutcome',
  'latchAfterFailures',
  'foodMaxCelsius',
  'foodGraceMinutes',
  'foodSelections',
];

export function isSettingKey(text: string): text is SettingKey {
  return SETTING_KEYS.some((key) => key === text);
}

/** Whether `text` is a value for `key`; the error completes the sentence “<key> …”. */
export function checkSetting(key: SettingKey, text: string): Result<void, string> {
  const parsed = PARSERS[key](text);
  return parsed.ok ? ok(undefined) : parsed;
}

function read<Key extends SettingKey>(
  key: Key,
  stored: ReadonlyMap<string, string>,
): Settings[Key] {
  const text = stored.get(key);
  const parsed = text === undefined ? undefined : PARSERS[key](text);
  return parsed?.ok === true ? parsed.value : DEFAULT_SETTINGS[key];
}

/** Stored texts over the defaults; a text that no longer fits its bounds counts as not set. */
export function settingsFrom(stored: ReadonlyMap<string, string>): Settings {
  return {
    maxAmount: read('maxAmount', stored),
    approvalDeadlineSeconds: read('approvalDeadlineSeconds', stored),
    selectionDeadlineSeconds: read('selectionDeadlineSeconds', stored),
    vendDeadlineSeconds: read('vendDeadlineSeconds', stored),
    checkInFreshnessSeconds: read('checkInFreshnessSeconds', stored),
    onUnknownOutcome: read('onUnknownOutcome', stored),
    latchAfterFailures: read('latchAfterFailures', stored),
    foodMaxCelsius: read('foodMaxCelsius', stored),
    foodGraceMinutes: read('foodGraceMinutes', stored),
    foodSelections: read('foodSelections', stored),
  };
}

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
