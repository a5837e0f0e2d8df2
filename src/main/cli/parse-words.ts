import { KioskError } from '#core/base/errors.ts';
import type { ClimateOrder } from '#core/vend/device-controls.ts';

/** The words after a verb, in order. */
export type Words = readonly (string | undefined)[];

/** Throws `input/invalid`, as all functions here do. */
export function parseWholeNumber(text: string | undefined, least: number, most: number): number {
  const value = /^-?\d{1,5}$/.test(text ?? '') ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new KioskError(
    'input/invalid',
    `“${text ?? ''}” must be a whole number from ${String(least)} to ${String(most)}.`,
  );
}

export function parseOnOff(text: string | undefined): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new KioskError('input/invalid', 'Say on or off.');
}

export function parseMotorCount(text: string | undefined): 1 | 2 | 3 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new KioskError('input/invalid', 'Say how many motors turn together: 1, 2 or 3.');
}

export function parseClimate(mode: string | undefined, celsius: string | undefined): ClimateOrder {
  if (mode !== 'cool' && mode !== 'heat' && mode !== 'constant' && mode !== 'off') {
    throw new KioskError('input/invalid', 'Say cool, heat, constant or off, and the degrees.');
  }
  return { mode, celsius: mode === 'off' ? 0 : parseWholeNumber(celsius, -30, 70) };
}
