import { pxPerMm } from '#core/settings/screen.ts';
import { needsOwner } from '#core/people/permissions.ts';
import { DEFAULT_SETTINGS, isOwnerSetting, screenOf } from '#core/settings/settings.ts';
import { describe, expect, it } from 'vitest';

describe('the panel', () => {
  it.each([
    ['a 10.1″ of 1024×600', 'auto', 1024, 600, 4.63],
    ['a 10.1″ of 1280×800', 'auto', 1280, 800, 5.88],
    ['a 7″', 'auto', 800, 480, 5.25],
    ['a 10.1″ that stands', 'auto', 600, 1024, 4.63],
    ['a 15.6″', 'auto', 1920, 1080, 5.56],
    ['one whose diagonal is told', { inches: 12 }, 1024, 600, 3.89],
    ['one that was measured', { pxPerMm: 5.9 }, 1024, 600, 5.9],
  ] as const)('%s has its pixels per millimetre', (_name, panel, widthPx, heightPx, expected) => {
    expect(pxPerMm(panel, { widthPx, heightPx })).toBeCloseTo(expected, 2);
  });

  it('is set with the rest of the screen', () => {
    expect(screenOf({ ...DEFAULT_SETTINGS, gloveMode: true })).toEqual({
      language: 'en',
      theme: 'light',
      gloveMode: true,
      panel: 'auto',
      sound: false,
    });
  });
});

describe('what is the owner’s', () => {
  it.each([
    ['setting', 'onUnknownOutcome', true],
    ['setting', 'theme', false],
    ['person', 'anna', true],
    ['setup', 'sale', true],
    ['slot', 'A1', false],
  ] as const)('%s %s: %s', (subject, id, isOwners) => {
    const slot = { subject: 'slot', id: 'A1', field: 'stock', old: 1, new: 2 } as const;
    expect(needsOwner([slot, { subject, id, field: 'x', old: null, new: 1 }])).toBe(isOwners);
  });

  it('is told by the key', () => {
    expect(isOwnerSetting('doorSecondFactor')).toBe(true);
    expect(isOwnerSetting('nonsense')).toBe(false);
  });
});
