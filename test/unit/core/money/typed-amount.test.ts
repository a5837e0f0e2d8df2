import { amountSentence, meantPercent, readAmount } from '#core/money/typed-amount.ts';
import { withoutMark } from '#core/base/text.ts';
import { describe, expect, it } from 'vitest';

const said = (text: string): number | string => {
  const read = readAmount(text);
  return read.ok ? read.value : amountSentence(read.error);
};

describe('an amount that a person wrote', () => {
  it.each([
    ['30', 3000],
    ['30,5', 3050],
    [' 30.00 ', 3000],
    ['0.500', 50],
    ['1500.000', 150_000],
  ])('is %s in minor units', (text, amount) => {
    expect(said(text)).toBe(amount);
  });

  it('says both readings where there are two', () => {
    expect(said('1.500')).toBe('can be read as 1.50 or as 1,500.00: write 1.50 or 1500');
    expect(said('12,000')).toBe('can be read as 12.00 or as 12,000.00: write 12.00 or 12000');
  });

  it('says what else is wrong', () => {
    expect(said('1.505')).toBe('has more than 2 decimals');
    expect(said('kr 30')).toMatch(/^is not an amount like 30.00/);
  });
});

describe('a rate that a person wrote', () => {
  it('was meant as a percentage when it is less than one', () => {
    expect(['0,25', '0.135', '.5', ',0525'].map(meantPercent)).toEqual([
      '25',
      '13.5',
      '50',
      '5.25',
    ]);
    expect(['0', '0,00', '25', '1', '0.', 'food'].map(meantPercent)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});

describe('a text file', () => {
  it('is read without the mark before it', () => {
    expect([withoutMark('\ufeff{}'), withoutMark('{}')]).toEqual(['{}', '{}']);
  });
});
