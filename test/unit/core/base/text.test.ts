import { isPlainLine } from '#core/base/text.ts';
import { describe, expect, it } from 'vitest';

describe('a line of text', () => {
  it.each(['', 'Cola', 'Smörgås æøå', '<b>"Tom & Jerry’s"</b>', '日本', '🥤'])(
    '%s can be read',
    (text) => {
      expect(isPlainLine(text)).toBe(true);
    },
  );

  it.each([
    '\n',
    '\u0000',
    '\u007f',
    '\u202e',
    '\u200f',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\ud800',
    '\ufffd',
  ])('%j holds what nobody sees', (text) => {
    expect(isPlainLine(`Cola${text}`)).toBe(false);
  });
});
