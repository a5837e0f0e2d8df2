import { isPlainLine } from '../base/text.ts';

/** Vipps' limit for what the app shows after the scan; a sign beyond the common ones, such as an emoji, counts as two. */
export const LOCATION_MAX_LENGTH = 36;

/** Where the machine stands, as it may be shown; undefined: nothing, too long, or not one line of text. */
export function locationText(typed: string): string | undefined {
  const text = typed.trim();
  const isLine = text !== '' && isPlainLine(text);
  return isLine && text.length <= LOCATION_MAX_LENGTH ? text : undefined;
}

/** Why where the machine stands could not be changed. */
export const LOCATION_FAULTS = [
  'location-length',
  /** The relay was not reached or would not do it: nothing was changed. */
  'location-away',
  /** No answer came: it may have been changed. */
  'location-unsure',
  'location-vipps',
] as const;
export type LocationFault = (typeof LOCATION_FAULTS)[number];
