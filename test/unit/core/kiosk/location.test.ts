import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import { describe, expect, it } from 'vitest';

describe('where the machine stands', () => {
  it('is one line of at most 36 characters, without the spaces around it', () => {
    expect(locationText('  Kantine, 2. etasje ')).toBe('Kantine, 2. etasje');
    expect(locationText('å'.repeat(LOCATION_MAX_LENGTH))).toHaveLength(36);
  });

  it.each(['', '   ', 'a'.repeat(37), '🥤'.repeat(19), 'Hall\nB', 'Hall\u0007', '\u202ellaH'])(
    'is not %j',
    (typed) => {
      expect(locationText(typed)).toBeUndefined();
    },
  );
});
