import { isKioskError, type KioskErrorCode } from '#core/base/errors.ts';

const BAD_INPUT: readonly KioskErrorCode[] = ['input/invalid', 'config/invalid', 'config/missing'];

/** Bad input ends with 2; what was understood but cannot be done now, with 1 (design §11). */
export function exitCodeOf(error: unknown): 1 | 2 {
  return isKioskError(error) && BAD_INPUT.includes(error.code) ? 2 : 1;
}
