import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../src/renderer/format.ts';

/** No-break spaces are read as spaces. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('a VAT rate', () => {
  it.each([
    [13_50, 'fi', '13,5 %'],
    [25_50, 'sv', '25,5 %'],
    [15_00, 'nb', '15 %'],
    [13_25, 'da', '13,25 %'],
    [13_50, 'en', '13.5%'],
  ] as const)('of %d is written exactly (%s)', (rate, language, written) => {
    expect(plain(formatOf(language).rate(rate))).toBe(written);
  });
});
