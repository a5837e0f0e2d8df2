import { isTakenWhole, keepsSize } from '#core/sheet/paper-fit.ts';
import { describe, expect, it } from 'vitest';

const A5 = { widthMm: 148, heightMm: 210 };
const LABEL = { widthMm: 62, heightMm: 100 };
const can = (media: readonly string[], wanted = A5, scalings: readonly string[] = []): boolean =>
  keepsSize({ media, scalings }, wanted);

describe('a printer', () => {
  it('has a paper when one is of its size, whatever it is called', () => {
    expect(can(['iso_a4_210x297mm', 'iso_a5_148x210mm'])).toBe(true);
    expect(can(['custom_148.52x209.9mm_148.52x209.9mm'])).toBe(true);
    expect(can(['om_62x100mm_62x100mm'], LABEL)).toBe(true);
    expect(can(['oe_label_2.441x3.937in'], LABEL)).toBe(true);
    expect(can(['iso_a4_210x297mm', 'na_letter_8.5x11in'])).toBe(false);
  });

  it('has every paper between its smallest and its largest', () => {
    const range = ['iso_a4_210x297mm', 'custom_min_25.4x25.4mm', 'custom_max_8.5x14in'];
    expect(can(range)).toBe(true);
    expect(can(range, { widthMm: 20, heightMm: 100 })).toBe(false);
    expect(can(range, { widthMm: 100, heightMm: 20 })).toBe(false);
    expect(can(range, { widthMm: 300, heightMm: 100 })).toBe(false);
    expect(can(range, { widthMm: 100, heightMm: 500 })).toBe(false);
    expect(can(['custom_min_1x1in'])).toBe(false);
  });

  it('is not held to what it does not say', () => {
    expect(can([])).toBe(true);
    expect(can(['a4', 'letter'])).toBe(true);
  });

  it('keeps the size only when it can leave it alone', () => {
    expect(can(['iso_a5_148x210mm'], A5, ['auto', 'fit', 'none'])).toBe(true);
    expect(can(['iso_a5_148x210mm'], A5, ['auto', 'fit'])).toBe(false);
  });
});

describe('the answer of the print service', () => {
  it('is of a job that was taken as told, or it is not', () => {
    expect(isTakenWhole(0x0000, [])).toBe(true);
    expect(isTakenWhole(0x0003, [])).toBe(true);
    expect(isTakenWhole(0x0001, [])).toBe(false);
    expect(isTakenWhole(0x0002, [])).toBe(false);
    expect(isTakenWhole(0x0001, ['job-name'])).toBe(true);
    expect(isTakenWhole(0x0001, ['job-name', 'print-scaling'])).toBe(false);
    expect(isTakenWhole(0x0000, ['media'])).toBe(false);
  });
});
