import { LOCATION_MAX_LENGTH } from '#core/location.ts';
import { MARKETS } from '#core/money.ts';
import { expect, test } from 'vitest';
import { OUT_OF_ORDER, SHORT_PAUSE } from '../../../../src/relay/machines/availability-texts.ts';

test.each(MARKETS)('what the app shows fits: %s', (market) => {
  for (const text of [OUT_OF_ORDER[market], SHORT_PAUSE[market]]) {
    expect(text.length).toBeGreaterThan(5);
    expect(text.length).toBeLessThanOrEqual(LOCATION_MAX_LENGTH);
  }
});
