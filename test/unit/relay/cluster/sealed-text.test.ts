import { describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../../src/relay/cluster/sealed-text.ts';

const SECRET = 'the client secret of a sales unit';
const NAME = 'vm-0001 4f2a';
const TEXT = JSON.stringify({ customerToken: 'a token that no disk may hold', ageMs: 12 });

/** The sealed text with one bit turned. */
function altered(sealed: string, byte: number): string {
  const bytes = Buffer.from(sealed, 'base64');
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  return bytes.toString('base64');
}

describe('a text for another process', () => {
  test('is read with the same secret and name, and shows nothing of itself', () => {
    for (const text of [TEXT, '', 'æøå 🍫', 'x'.repeat(5_000)]) {
      const sealed = seal(text, SECRET, NAME);
      expect(unseal(sealed, SECRET, NAME)).toBe(text);
    }
    expect(Buffer.from(seal(TEXT, SECRET, NAME), 'base64').toString('latin1')).not.toContain('tok');
  });

  test('looks different each time: the same check-in cannot be recognised', () => {
    const sealed = new Set(Array.from({ length: 50 }, () => seal(TEXT, SECRET, NAME)));
    expect(sealed.size).toBe(50);
  });

  test('is not read with another secret, or for another machine or check-in', () => {
    const sealed = seal(TEXT, SECRET, NAME);
    expect(unseal(sealed, `${SECRET} `, NAME)).toBeUndefined();
    expect(unseal(sealed, '', NAME)).toBeUndefined();
    expect(unseal(sealed, SECRET, 'vm-0002 4f2a')).toBeUndefined();
    expect(unseal(sealed, SECRET, 'vm-0001 4f2b')).toBeUndefined();
  });

  test('is not read when any bit of it was changed', () => {
    const sealed = seal(TEXT, SECRET, NAME);
    const { length } = Buffer.from(sealed, 'base64');
    for (let byte = 0; byte < length; byte += 1) {
      expect(unseal(altered(sealed, byte), SECRET, NAME)).toBeUndefined();
    }
  });

  test('is not read when it is cut, or never was one: nothing is thrown', () => {
    const bytes = Buffer.from(seal(TEXT, SECRET, NAME), 'base64');
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length).toString('base64');
      expect(unseal(cut, SECRET, NAME)).toBeUndefined();
    }
    for (const text of ['', 'no base64 at all: æøå', 'AAAA', TEXT]) {
      expect(unseal(text, SECRET, NAME)).toBeUndefined();
    }
  });
});
