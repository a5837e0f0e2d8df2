/**
 * The recovery code opens the bundles of a machine. An owner writes it down once: 24 random letters and digits (118 bits) and
 * one that shows a typing error, in groups of five. `ABCDE-FGHJK-MNPQR-STUVW-XYZ23`
 */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const RECOVERY_LETTERS = ALPHABET.length;
/** Random ones; the check letter comes after them. */
export const RECOVERY_RANDOM = 24;

/** A letter typed wrong, or two that changed places, give another one (31 is prime and larger than the length). */
function checkLetter(places: readonly number[]): string {
  const sum = places.reduce((total, place, index) => total + place * (index + 1), 0);
  return ALPHABET.charAt(sum % RECOVERY_LETTERS);
}

/** @param random 24 numbers from 0 to 30 */
export function recoveryCodeOf(random: readonly number[]): string {
  const letters = random.map((place) => ALPHABET.charAt(place)).join('') + checkLetter(random);
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}

/** The code as it is used, without its groups; undefined: it was typed wrong. */
export function parseRecoveryCode(typed: string): string | undefined {
  const letters = typed.replace(/[\s-]/g, '').toUpperCase();
  const places = Array.from(letters, (letter) => ALPHABET.indexOf(letter));
  if (places.length !== RECOVERY_RANDOM + 1 || places.includes(-1)) return undefined;
  const isRight = checkLetter(places.slice(0, RECOVERY_RANDOM)) === letters.at(-1);
  return isRight ? letters : undefined;
}
