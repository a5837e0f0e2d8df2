import type { Language } from '#core/base/language.ts';
import { GAP_MM, TARGET_MM } from '../theme/panel.ts';

/** The rows of a keyboard as people know it, lower case. */
export const LETTER_ROWS: Readonly<Record<Language, readonly [string, string, string]>> = {
  nb: ['qwertyuiopå', 'asdfghjkløæ', 'zxcvbnm'],
  da: ['qwertyuiopå', 'asdfghjklæø', 'zxcvbnm'],
  sv: ['qwertyuiopå', 'asdfghjklöä', 'zxcvbnm'],
  fi: ['qwertyuiopå', 'asdfghjklöä', 'zxcvbnm'],
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
};

const ALPHABET: Readonly<Record<Language, string>> = {
  nb: 'abcdefghijklmnopqrstuvwxyzæøå',
  da: 'abcdefghijklmnopqrstuvwxyzæøå',
  sv: 'abcdefghijklmnopqrstuvwxyzåäö',
  fi: 'abcdefghijklmnopqrstuvwxyzåäö',
  en: 'abcdefghijklmnopqrstuvwxyz',
};

export const DIGITS = '1234567890';
export const SYMBOLS = '.,-@/:()&+%\'"!?#*_=;€£$öäøæåéü';
/** Room for these is left on every page of letters: shift, space, back a page, on a page. */
const CONTROLS = 4;
/** All letters on one page, where it is high enough; more would be far from each other. */
const MOST_ROWS = 6;

export type KeyboardShape =
  | { readonly kind: 'rows' }
  /** Too narrow for rows: the alphabet in order, as many keys to a page as fit. */
  | { readonly kind: 'pages'; readonly columns: number; readonly rows: number };

interface Room {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isGloved: boolean;
}

/** How many keys fit along so many millimetres. */
export function keysAlong(mm: number, isGloved: boolean): number {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  return Math.floor((mm - 2 + GAP_MM) / (target + GAP_MM));
}

/** Digits, three rows of letters and the space bar beneath the value; pages where that does not fit. */
export function keyboardShape(room: Room, language: Language): KeyboardShape {
  const columns = keysAlong(room.widthMm, room.isGloved);
  const rows = keysAlong(room.heightMm, room.isGloved) - 1;
  if (columns >= LETTER_ROWS[language][0].length && rows >= 5) return { kind: 'rows' };
  return { kind: 'pages', columns, rows: Math.min(rows, MOST_ROWS) };
}

/** Letters first, then digits, then signs: each kind begins a page. */
export function keyPages(
  shape: { columns: number; rows: number },
  language: Language,
): readonly string[][] {
  const size = Math.max(1, shape.columns * shape.rows - CONTROLS);
  return [ALPHABET[language], DIGITS + SYMBOLS].flatMap((keys) => {
    const all = Array.from(keys);
    const count = Math.ceil(all.length / size);
    return Array.from({ length: count }, (_, page) => all.slice(page * size, (page + 1) * size));
  });
}
