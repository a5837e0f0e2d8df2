import { isSelection } from '../slots/slot-rules.ts';
import type { QuietHours } from './quiet-hours.ts';
import { err, ok, type Result } from '../base/result.ts';
import { LANGUAGES, type Language } from '../base/language.ts';
import { THEMES, type Panel, type Theme } from './screen.ts';
import { UNKNOWN_OUTCOME_POLICIES, type UnknownOutcomePolicy } from '../sale/state.ts';

/** What a person typed, as a value; the error completes the sentence “<key> …”. */
export type Parser<Value> = (text: string) => Result<Value, string>;

export function seconds(least: number, most: number): Parser<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most
      ? ok(value)
      : err(`must be a whole number of seconds from ${String(least)} to ${String(most)}`);
  };
}

export function maxAmount(text: string): Result<'auto' | number, string> {
  if (text === 'auto') return ok('auto');
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value > 0
    ? ok(value)
    : err('must be “auto” or a whole number of minor units above 0, such as 5000 for 50.00');
}

export function policy(text: string): Result<UnknownOutcomePolicy, string> {
  const found = UNKNOWN_OUTCOME_POLICIES.find((name) => name === text);
  return found === undefined ? err('must be release, capture or review') : ok(found);
}

/** `fallback`: without the limit, once more, and nothing restricted is sold on it. `limit`: the sale ends. */
export const AGE_GATES = ['fallback', 'limit'] as const;
export type AgeGate = (typeof AGE_GATES)[number];

export function ageGate(text: string): Result<AgeGate, string> {
  const found = AGE_GATES.find((name) => name === text);
  return found === undefined ? err('must be fallback or limit') : ok(found);
}

/** How new versions come: by themselves, when a person at the machine wants them, or never by themselves. */
export const UPDATE_POLICIES = ['auto', 'ask', 'off'] as const;
export type UpdatePolicy = (typeof UPDATE_POLICIES)[number];

export function updatePolicy(text: string): Result<UpdatePolicy, string> {
  const found = UPDATE_POLICIES.find((name) => name === text);
  return found === undefined ? err('must be auto, ask or off') : ok(found);
}

export function kibibytesPerSecond(text: string): Result<'off' | number, string> {
  if (text === 'off') return ok('off');
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 8 && value <= 100_000
    ? ok(value)
    : err('must be “off” or a whole number of KiB a second from 8 to 100000');
}

export function times(text: string): Result<number, string> {
  return /^\d{1,2}$/.test(text)
    ? ok(Number(text))
    : err('must be a whole number from 0 (never) to 99');
}

export function foodMaxCelsius(text: string): Result<'off' | number, string> {
  if (text === 'off') return ok('off');
  const value = /^-?\d{1,2}$/.test(text) ? Number(text) : NaN;
  return value >= -30 && value <= 30
    ? ok(value)
    : err('must be “off” or a whole number of degrees Celsius from -30 to 30');
}

export function minutes(text: string): Result<number, string> {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 720
    ? ok(value)
    : err('must be a whole number of minutes from 1 to 720');
}

export function selections(text: string): Result<'all' | readonly string[], string> {
  if (text === 'all') return ok('all');
  const names = text.split(',').map((name) => name.trim());
  return names.every(isSelection)
    ? ok(names)
    : err('must be “all” or selections with commas between them, such as A1,A2');
}

export function days(text: string): Result<number, string> {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= 30 && value <= 3650
    ? ok(value)
    : err('must be a whole number of days from 30 to 3650');
}

export function onOff(text: string): Result<boolean, string> {
  return text === 'on' || text === 'off' ? ok(text === 'on') : err('must be on or off');
}

export function language(text: string): Result<Language, string> {
  const found = LANGUAGES.find((name) => name === text);
  return found === undefined ? err(`must be one of ${LANGUAGES.join(', ')}`) : ok(found);
}

export function theme(text: string): Result<Theme, string> {
  const found = THEMES.find((name) => name === text);
  return found === undefined ? err('must be light, dark or auto') : ok(found);
}

const LEAST_INCHES = 5;
const MOST_INCHES = 32;
const LEAST_PX_PER_MM = 2;
const MOST_PX_PER_MM = 20;

/** `auto`, a diagonal such as `10.1in`, or a density such as `5.90` (CSS pixels per millimetre). */
export function panel(text: string): Result<Panel, string> {
  if (text === 'auto') return ok('auto');
  const [, digits = '', unit] = /^(\d{1,2}(?:\.\d{1,3})?)(in)?$/.exec(text) ?? [];
  const value = digits === '' ? NaN : Number(digits);
  if (unit === 'in' && value >= LEAST_INCHES && value <= MOST_INCHES) return ok({ inches: value });
  if (unit === undefined && value >= LEAST_PX_PER_MM && value <= MOST_PX_PER_MM) {
    return ok({ pxPerMm: value });
  }
  return err(
    'must be “auto”, a diagonal from 5in to 32in such as 10.1in, or pixels per millimetre from 2 to 20 such as 5.90',
  );
}

export function brightness(text: string): Result<'auto' | number, string> {
  if (text === 'auto') return ok('auto');
  const value = /^\d{2,3}$/.test(text) ? Number(text) : 0;
  return value >= 10 && value <= 100
    ? ok(value)
    : err('must be “auto” or a whole number of percent from 10 to 100');
}

/** `off`, or full hours such as `22-06`. */
export function quietHours(text: string): Result<'off' | QuietHours, string> {
  if (text === 'off') return ok('off');
  const [, from = '', to = ''] = /^([01]\d|2[0-3])-([01]\d|2[0-3])$/.exec(text) ?? [];
  return from === to
    ? err('must be “off” or two different full hours such as 22-06')
    : ok({ fromHour: Number(from), toHour: Number(to) });
}
