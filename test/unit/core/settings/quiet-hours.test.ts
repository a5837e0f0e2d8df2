import { isQuiet } from '#core/settings/quiet-hours.ts';
import { describe, expect, it } from 'vitest';

const quietAt = (fromHour: number, toHour: number): readonly number[] =>
  Array.from({ length: 24 }, (_none, hour) => hour).filter((hour) =>
    isQuiet({ fromHour, toHour }, hour),
  );

describe('quiet hours', () => {
  it('begin and end on the hour, over midnight too', () => {
    expect(quietAt(1, 4)).toEqual([1, 2, 3]);
    expect(quietAt(22, 6)).toEqual([0, 1, 2, 3, 4, 5, 22, 23]);
    expect(quietAt(23, 0)).toEqual([23]);
    expect(isQuiet('off', 3)).toBe(false);
  });
});
