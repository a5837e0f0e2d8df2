import { LOCATION_MAX_LENGTH } from '#core/kiosk/location.ts';
import { MARKETS } from '#core/money/money.ts';
import { expect, test } from 'vitest';
import { availabilityText } from '../../../../src/relay/machines/availability-texts.ts';

test.each(MARKETS)('what the app shows fits: %s', (market) => {
  for (const text of [
    availabilityText('outOfOrder', market),
    availabilityText('shortPause', market),
    availabilityText('soldOut', market),
    availabilityText('inService', market),
    availabilityText('closedNow', market),
  ]) {
    expect(text.length).toBeGreaterThan(5);
    expect(text.length).toBeLessThanOrEqual(LOCATION_MAX_LENGTH);
  }
});
