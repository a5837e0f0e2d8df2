import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is kept of a credential or a secret: its SHA-256, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What is kept of a customer's token: the name of its check-in on the link and in the log. */
export function checkInIdOf(customerToken: string): string {
  return createHash('sha256').update(customerToken).digest('base64url');
}

/** Equal in a time that tells nothing about where they differ. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(hashOf(one)), Buffer.from(hashOf(other))];
  return timingSafeEqual(a, b);
}

/** A machine's credential: 256 random bits. */
export function newCredential(): string {
  return randomBytes(32).toString('base64url');
}

/** Letters and digits that nobody mistakes for another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

export function randomLetters(count: number): string {
  let letters = '';
  while (letters.length < count) {
    for (const byte of randomBytes(count)) {
      // The rest of a byte beyond a whole number of alphabets would favour some letters.
      const isFair = byte < 256 - (256 % ALPHABET.length);
      if (isFair && letters.length < count) letters += ALPHABET[byte % ALPHABET.length] ?? '';
    }
  }
  return letters;
}
