import {
  booleanLike,
  capitals,
  instantLike,
  textLike,
  wholeNumberLike,
} from '#contract/vipps/form.ts';
import { describe, expect, test } from 'vitest';

describe('strict about meaning, generous about form', () => {
  test.each([
    ['2026-11-30T07:44:45.9060000', '2026-11-30T07:44:45.9060000Z'],
    ['2026-11-30T07:44:45.906+0000', '2026-11-30T07:44:45.906+00:00'],
    ['2026-11-30T07:44:45.906z', '2026-11-30T07:44:45.906Z'],
    ['2023-10-06T10:45:40.3061965Z', '2023-10-06T10:45:40.3061965Z'],
    ['2026-11-30 07:44:45,5+01', '2026-11-30T07:44:45.5+01:00'],
    [' 2026-11-30t07:44 -02:30 ', '2026-11-30T07:44:00-02:30'],
  ])('the time %s', (text, instant) => {
    expect(instantLike.parse(text)).toBe(instant);
    expect(Number.isNaN(Date.parse(instant))).toBe(false);
  });

  test('a time without a zone is UTC, wherever the computer stands', () => {
    expect(Date.parse(instantLike.parse('2026-11-30T07:44:45'))).toBe(
      Date.UTC(2026, 10, 30, 7, 44, 45),
    );
  });

  test.each(['yesterday', '', '2026-13-01T00:00:00Z', '2026-11-30', '1764488685', 7])(
    '%s is no time',
    (text) => {
      expect(instantLike.safeParse(text).success).toBe(false);
    },
  );

  test('texts', () => {
    expect(textLike(6).parse(123_456)).toBe('123456');
    expect(textLike(6).parse('123456')).toBe('123456');
    for (const bad of [1234567, '', 1.5, true, null, undefined, {}, []]) {
      expect(textLike(6).safeParse(bad).success).toBe(false);
    }
  });

  test('whole numbers', () => {
    for (const good of [5000, '5000', ' 5000 ']) expect(wholeNumberLike.parse(good)).toBe(5000);
    for (const bad of ['50.00', '', '5e3', 1.5, true, null]) {
      expect(wholeNumberLike.safeParse(bad).success).toBe(false);
    }
  });

  test('true and false', () => {
    for (const good of [true, 'true', ' TRUE ']) expect(booleanLike.parse(good)).toBe(true);
    for (const good of [false, 'False']) expect(booleanLike.parse(good)).toBe(false);
    for (const bad of ['yes', 1, 0, null]) expect(booleanLike.safeParse(bad).success).toBe(false);
  });

  test('capitals', () => {
    expect(capitals(' nok ')).toBe('NOK');
    expect(capitals(7)).toBe(7);
  });
});
