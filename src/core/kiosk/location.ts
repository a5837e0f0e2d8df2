import { isPlainLine } from '../base/text.ts';

/** Vipps' limit for what the app shows after the scan; a sign beyond the common ones, such as an emoji, counts as two. */
export const LOCATION_MAX_LENGTH = 36;

/** Where the machine stands, as it may be shown; undefined: nothing, too long, or not one line of text. */
export function locationText(typed: string): string | undefined {
  const text = typed.trim();
  const isLine = text !== '' && isPlainLine(text);
  return isLine && text.length <= LOCATION_MAX_LENGTH ? text : undefined;
}
