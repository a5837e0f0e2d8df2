import { MARKETS, currencyOf } from '#core/money/money.ts';
import { LARGEST_AMOUNT_MINOR } from '#contract/vipps/amount.ts';
import { describe, expect, test } from 'vitest';
import { describePayment } from '#contract/vipps/description.ts';

describe('the text that the customer approves', () => {
  for (const market of MARKETS) {
    for (const isExactPrice of [true, false]) {
      for (const amountMinor of [1, 3000, LARGEST_AMOUNT_MINOR]) {
        test(`fits Vipps' 3 to 100 characters: ${market}, ${String(amountMinor)}, ${isExactPrice ? 'exact' : 'maximum'}`, () => {
          const text = describePayment({
            amountMinor,
            currency: currencyOf(market),
            isExactPrice,
            market,
          });
          expect(text.length).toBeGreaterThanOrEqual(3);
          expect(text.length).toBeLessThanOrEqual(100);
        });
      }
    }
  }

  test('says in the language of the market that a maximum is reserved and only the product is paid', () => {
    const text = (market: 'NO' | 'DK' | 'FI'): string =>
      describePayment({
        amountMinor: 5000,
        currency: currencyOf(market),
        isExactPrice: false,
        market,
      });
    expect(text('NO')).toMatch(
      /^Midlertidig reservasjon, maks .*50.*Du betaler bare for varen du får\.$/,
    );
    expect(text('DK')).toMatch(
      /^Midlertidig reservation, højst .*50.*Du betaler kun for varen, du får\.$/,
    );
    expect(text('FI')).toMatch(
      /^Väliaikainen varaus, enintään .*50.*Maksat vain saamastasi tuotteesta\.$/,
    );
  });

  test('calls an exact price a price, not a maximum', () => {
    const text = describePayment({
      amountMinor: 3000,
      currency: 'NOK',
      isExactPrice: true,
      market: 'NO',
    });
    expect(text).not.toMatch(/maks|reserv/);
  });
});
