import type { QuietHours } from './quiet-hours.ts';
import { ok, type Result } from '../base/result.ts';
import type { SaleTerms, UnknownOutcomePolicy } from '../sale/state.ts';
import type { Language } from '../base/language.ts';
import type { Panel, ScreenSettings, Theme } from './screen.ts';
import {
  operatorText,
  organisationNumber,
  sheetLanguages,
  sheetPaper,
  type Operator,
  type SheetLanguages,
} from '../sheet/operator.ts';
import type { Paper } from '../sheet/paper.ts';
import {
  ageGate,
  brightness,
  days,
  foodMaxCelsius,
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
  type AgeGate,
  type Parser,
} from './setting-parsers.ts';

/** What the operator may set (design §11), as the programs use it. */
export interface Settings {
  /** `auto`: the dearest slot that can be sold. Else minor units. */
  readonly maxAmount: 'auto' | number;
  readonly approvalDeadlineSeconds: number;
  readonly selectionDeadlineSeconds: number;
  readonly vendDeadlineSeconds: number;
  readonly checkInFreshnessSeconds: number;
  readonly onUnknownOutcome: UnknownOutcomePolicy;
  /** What a customer under an age limit gets: what anybody may buy, or nothing. */
  readonly ageGate: AgeGate;
  /** Failed drops in a row after which a slot is taken out of sale; 0: never. */
  readonly latchAfterFailures: number;
  /** °C above which food may not be sold; `off`: not watched. */
  readonly foodMaxCelsius: 'off' | number;
  /** So long it may be warmer, as while it is filled. */
  readonly foodGraceMinutes: number;
  /** Selections with food; `all`: every one. */
  readonly foodSelections: 'all' | readonly string[];
  /** Nobody touches the screen for so long: whoever is signed in is signed out. */
  readonly autoLogOutSeconds: number;
  /** After the PIN the door must be opened, where the machine tells of its door. */
  readonly doorSecondFactor: boolean;
  /** So long an entry of the change log is kept. */
  readonly changeLogDays: number;
  /** Of the screen while nobody is signed in. */
  readonly language: Language;
  readonly theme: Theme;
  readonly gloveMode: boolean;
  readonly panel: Panel;
  readonly sound: boolean;
  /** % of what the panel can; `auto`: as the computer sets it. */
  readonly brightness: 'auto' | number;
  /** When the machine does not sell, by the computer’s own time zone. */
  readonly quietHours: 'off' | QuietHours;
  /** Who sells, as it stands on the posted sheet (core/sheet/operator.ts); empty: not said. */
  readonly operatorName: string;
  readonly operatorNumber: string;
  readonly operatorAddress: string;
  readonly refundContact: string;
  readonly sheetLanguages: SheetLanguages;
  readonly sheetPaper: Paper;
}

export type SettingKey = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  maxAmount: 'auto',
  approvalDeadlineSeconds: 120,
  selectionDeadlineSeconds: 60,
  vendDeadlineSeconds: 60,
  checkInFreshnessSeconds: 60,
  onUnknownOutcome: 'release',
  ageGate: 'fallback',
  latchAfterFailures: 2,
  foodMaxCelsius: 'off',
  foodGraceMinutes: 30,
  foodSelections: 'all',
  autoLogOutSeconds: 120,
  doorSecondFactor: false,
  changeLogDays: 730,
  language: 'en',
  theme: 'light',
  gloveMode: false,
  panel: 'auto',
  sound: false,
  brightness: 'auto',
  quietHours: 'off',
  operatorName: '',
  operatorNumber: '',
  operatorAddress: '',
  refundContact: '',
  sheetLanguages: 'auto',
  sheetPaper: 'A4',
};

const PARSERS: { readonly [Key in SettingKey]: Parser<Settings[Key]> } = {
  maxAmount,
  approvalDeadlineSeconds: seconds(3, 600),
  selectionDeadlineSeconds: seconds(3, 600),
  vendDeadlineSeconds: seconds(3, 300),
  checkInFreshnessSeconds: seconds(5, 300),
  onUnknownOutcome: policy,
  ageGate,
  latchAfterFailures: times,
  foodMaxCelsius,
  foodGraceMinutes: minutes,
  foodSelections: selections,
  autoLogOutSeconds: seconds(30, 900),
  doorSecondFactor: onOff,
  changeLogDays: days,
  language,
  theme,
  gloveMode: onOff,
  panel,
  sound: onOff,
  brightness,
  quietHours,
  operatorName: operatorText,
  operatorNumber: organisationNumber,
  operatorAddress: operatorText,
  refundContact: operatorText,
  sheetLanguages,
  sheetPaper,
};

export const SETTING_KEYS: readonly SettingKey[] = [
  'maxAmount',
  'approvalDeadlineSeconds',
  'selectionDeadlineSeconds',
  'vendDeadlineSeconds',
  'checkInFreshnessSeconds',
  'onUnknownOutcome',
  'ageGate',
  'latchAfterFailures',
  'foodMaxCelsius',
  'foodGraceMinutes',
  'foodSelections',
  'autoLogOutSeconds',
  'doorSecondFactor',
  'changeLogDays',
  'language',
  'theme',
  'gloveMode',
  'panel',
  'sound',
  'brightness',
  'quietHours',
  'operatorName',
  'operatorNumber',
  'operatorAddress',
  'refundContact',
  'sheetLanguages',
  'sheetPaper',
];

export function isSettingKey(text: string): text is SettingKey {
  return SETTING_KEYS.some((key) => key === text);
}

/** Whether `text` is a value for `key`; the error completes the sentence “<key> …”. */
export function checkSetting(key: SettingKey, text: string): Result<string, string> {
  const parsed = PARSERS[key](text);
  return parsed.ok ? ok(settingText(parsed.value)) : parsed;
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
    ageGate: read('ageGate', stored),
    latchAfterFailures: read('latchAfterFailures', stored),
    foodMaxCelsius: read('foodMaxCelsius', stored),
    foodGraceMinutes: read('foodGraceMinutes', stored),
    foodSelections: read('foodSelections', stored),
    autoLogOutSeconds: read('autoLogOutSeconds', stored),
    doorSecondFactor: read('doorSecondFactor', stored),
    changeLogDays: read('changeLogDays', stored),
    language: read('language', stored),
    theme: read('theme', stored),
    gloveMode: read('gloveMode', stored),
    panel: read('panel', stored),
    sound: read('sound', stored),
    brightness: read('brightness', stored),
    quietHours: read('quietHours', stored),
    operatorName: read('operatorName', stored),
    operatorNumber: read('operatorNumber', stored),
    operatorAddress: read('operatorAddress', stored),
    refundContact: read('refundContact', stored),
    sheetLanguages: read('sheetLanguages', stored),
    sheetPaper: read('sheetPaper', stored),
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

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

/** A setting as it is typed and stored. */
export function settingText(value: Settings[SettingKey]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'object') return String(value);
  if ('fromHour' in value) return `${twoDigits(value.fromHour)}-${twoDigits(value.toHour)}`;
  if ('inches' in value) return `${String(value.inches)}in`;
  return 'pxPerMm' in value ? String(value.pxPerMm) : value.join(',');
}

const OWNERS_SETTINGS: readonly SettingKey[] = [
  'onUnknownOutcome',
  'ageGate',
  'autoLogOutSeconds',
  'doorSecondFactor',
  'changeLogDays',
  'quietHours',
  'operatorName',
  'operatorNumber',
  'operatorAddress',
  'refundContact',
];

/** Policies: only an owner sets them. */
export function isOwnerSetting(key: string): boolean {
  return OWNERS_SETTINGS.some((owners) => owners === key);
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
