import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hexadecimal: all that the database holds of a credential or an enrolment code. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The id of a check-in on the link and in the log: the hash of the customer's token, which is never stored. */
export function checkInIdOf(customerToken: string): string {
  return hash('sha256', customerToken, 'base64url');
}

/** Compares in constant time; only whether the lengths differ may be learnt from it. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A machine's credential: 256 random bits. */
export function newCredential(): string {
  return randomBytes(32).toString('base64url');
}

/** Letters and digits that nobody confuses with one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export function randomLetters(count: number): string {
  let letters = '';
  while (letters.length < count) {
    for (const byte of randomBytes(count)) {
      // Bytes above the last whole alphabet are dropped, because they would favour some letters.
      const isFair = byte < 256 - (256 % ALPHABET.length);
      if (isFair && letters.length < count) letters += ALPHABET[byte % ALPHABET.length] ?? '';
    }
  }
  return letters;
}
