import { isStickFileName, numberedName, USB_FAULTS } from '#core/usb/usb.ts';
import { describe, expect, it } from 'vitest';

describe('names on a stick', () => {
  it.each([
    ['sales.csv', 1, 'sales.csv'],
    ['sales.csv', 2, 'sales-2.csv'],
    ['vm-0001 2026.11.25.json', 12, 'vm-0001 2026.11.25-12.json'],
    ['sheet', 3, 'sheet-3'],
  ])('%s, the %ith, is %s', (name, number, expected) => {
    expect(numberedName(name, number)).toBe(expected);
  });

  it.each(['sales.csv', 'A1', 'vm-0001 sheet_A4.pdf'])('%s is one', (name) => {
    expect(isStickFileName(name)).toBe(true);
  });

  it.each(['', '.hidden', '../up', 'a/b', 'a\\b', 'what?.csv', 'dot.', 'space ', 'x'.repeat(81)])(
    '“%s” is none',
    (name) => {
      expect(isStickFileName(name)).toBe(false);
    },
  );

  it('has one word for each thing that can go wrong', () => {
    expect(new Set(USB_FAULTS).size).toBe(USB_FAULTS.length);
  });
});
