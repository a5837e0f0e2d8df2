import {
  parseRecoveryCode,
  RECOVERY_LETTERS,
  RECOVERY_RANDOM,
  recoveryCodeOf,
} from '#core/replacement/recovery-code.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const random = fc.array(fc.nat(RECOVERY_LETTERS - 1), {
  minLength: RECOVERY_RANDOM,
  maxLength: RECOVERY_RANDOM,
});

test('is five groups of five, and is read however it is typed', () => {
  fc.assert(
    fc.property(random, (numbers) => {
      const code = recoveryCodeOf(numbers);
      expect(code).toMatch(/^([A-Z2-9]{5}-){4}[A-Z2-9]{5}$/);
      const letters = code.replaceAll('-', '');
      expect(parseRecoveryCode(code)).toBe(letters);
      expect(parseRecoveryCode(` ${letters.toLowerCase()} `)).toBe(letters);
    }),
  );
});

test('one wrong letter, or two neighbours that changed places, are noticed', () => {
  fc.assert(
    fc.property(random, fc.nat(23), fc.integer({ min: 1, max: 30 }), (numbers, at, step) => {
      const letters = recoveryCodeOf(numbers).replaceAll('-', '');
      const other = (numbers[at] ?? 0) + step;
      const wrong = recoveryCodeOf(
        numbers.map((number, index) => (index === at ? other % RECOVERY_LETTERS : number)),
      ).replaceAll('-', '');
      expect(parseRecoveryCode(wrong.slice(0, 24) + letters.slice(24))).toBeUndefined();
      const swapped = Array.from(letters);
      [swapped[at], swapped[at + 1]] = [letters.charAt(at + 1), letters.charAt(at)];
      const isSame = swapped.join('') === letters;
      // The last letter is no place of its own.
      if (!isSame && at < 23) expect(parseRecoveryCode(swapped.join(''))).toBeUndefined();
    }),
  );
});

test.each(['', 'ABCDE', 'ABCDE-FGHJK-MNPQR-STUVW-XYZ2O', 'ABCDE-FGHJK-MNPQR-STUVW-XYZ234'])(
  '“%s” is none',
  (text) => {
    expect(parseRecoveryCode(text)).toBeUndefined();
  },
);
