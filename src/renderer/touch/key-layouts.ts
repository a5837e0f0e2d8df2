import type { Language } from '#core/base/language.ts';
import { GAP_MM, TARGET_MM } from '../theme/panel.ts';

/** Lower-case rows of each language's keyboard. */
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
/** Keys reserved on every page: shift, space, previous page, next page. */
const CONTROLS = 4;
/** More rows would put the keys too far apart. */
const MAX_ROWS = 6;

export type KeyboardShape =
  | { readonly kind: 'rows' }
  /** Too narrow for rows: the alphabet in order, as many keys per page as fit. */
  | { readonly kind: 'pages'; readonly columns: number; readonly rows: number };

interface Room {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isGloved: boolean;
}

/** How many keys fit along a length. */
export function keysAlong(mm: number, isGloved: boolean): number {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  return Math.floor((mm - 2 + GAP_MM) / (target + GAP_MM));
}

/** Rows of digits and letters if they fit below the value; otherwise pages. */
export function keyboardShape(room: Room, language: Language): KeyboardShape {
  const columns = keysAlong(room.widthMm, room.isGloved);
  const rows = keysAlong(room.heightMm, room.isGloved) - 1;
  if (columns >= LETTER_ROWS[language][0].length && rows >= 5) return { kind: 'rows' };
  return { kind: 'pages', columns, rows: Math.min(rows, MAX_ROWS) };
}

/** Letters first, then digits and signs; each kind starts a new page. */
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
