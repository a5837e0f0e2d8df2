import { isEasyPin, isPin } from '#core/people/pin.ts';
import { describe, expect, it } from 'vitest';

describe('a PIN', () => {
  it.each(['000000', '123456', '908172'])('%s is six digits', (text) => {
    expect(isPin(text)).toBe(true);
  });

  it.each(['', '12345', '1234567', '12345a', ' 12345', '１２３４５６', '123456\n'])(
    '“%s” is not',
    (text) => {
      expect(isPin(text)).toBe(false);
    },
  );

  it.each([
    '000000',
    '777777',
    '123456',
    '890123',
    '654321',
    '210987',
    '121212',
    '123123',
    '112233',
    '990011',
  ])('%s is too easy', (pin) => {
    expect(isEasyPin(pin)).toBe(true);
  });

  it.each(['135790', '271828', '100000', '123457', '121213', '123132', '112234', '246802'])(
    '%s will do',
    (pin) => {
      expect(isEasyPin(pin)).toBe(false);
    },
  );
});
