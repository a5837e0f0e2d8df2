import type { Parser } from './setting-parsers.ts';

/** The parts of the screen of settings. */
export const SETTING_GROUPS = ['screen', 'sale', 'machine', 'safety'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** How a person sets it. Choices are texts as they are stored; `panel` and `quietHours` have controls of their own. */
export type SettingControl =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly texts: readonly string[] }
  | { readonly kind: 'panel' }
  | { readonly kind: 'quietHours' };

/** What the value counts or names; the screen has words for each. */
export type SettingUnit =
  | 'seconds'
  | 'minutes'
  | 'days'
  | 'times'
  | 'celsius'
  | 'percent'
  | 'money'
  | 'hours'
  | 'language'
  | 'kibibytesPerSecond';

export interface Shown {
  readonly group: SettingGroup;
  readonly control: SettingControl;
  /** Its place in the group; without it, behind those that have one, in the order of the table. */
  readonly place?: number;
  /** Only where the machine or its computer has what is set. */
  readonly needs?: 'backlight' | 'door' | 'temperature';
}

interface About {
  /** Only an owner sets it. */
  readonly isOwners?: boolean;
  readonly unit?: SettingUnit;
  /** Where it stands on the screen of settings; absent: another screen sets it, or the command line. */
  readonly shown?: Shown;
}

/** One row of the table of settings. */
export interface SettingRow<Value> extends About {
  readonly parse: Parser<Value>;
  /** What holds until it is set. */
  readonly standard: Value;
}

/** Makes one row: how its text is read, what holds until it is set, and whose it is and where. */
export function setting<Value, const More extends About>(
  parse: Parser<Value>,
  standard: NoInfer<Value>,
  more: More,
): SettingRow<Value> & More {
  return { parse, standard, ...more };
}

export function number(min: number, max: number): SettingControl {
  return { kind: 'number', min, max };
}

export function choice(...texts: readonly string[]): SettingControl {
  return { kind: 'choice', texts };
}
