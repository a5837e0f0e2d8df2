import {
  operatorText,
  organisationNumber,
  sheetLanguages,
  sheetPaper,
} from '#core/sheet/operator.ts';
import { describe, expect, it } from 'vitest';

describe('the operator’s words', () => {
  it('are one line of printable text', () => {
    expect(operatorText('  Ås\n\tAutomat  AS\u007f')).toEqual({ ok: true, value: 'Ås Automat AS' });
    expect(operatorText('x'.repeat(120)).ok).toBe(true);
    expect(operatorText('x'.repeat(121)).ok).toBe(false);
    expect(operatorText('Ås \u202eAutomat').ok).toBe(false);
  });

  it.each([
    ['974760673', '974 760 673'],
    ['974 760 673 mva', '974 760 673 MVA'],
    ['NO 974.760.673 MVA', '974 760 673 MVA'],
    // The weighed sum leaves no rest.
    ['974760010', '974 760 010'],
    ['25313763', '25313763'],
    ['CVR 25 31 37 63', '25313763'],
    ['0112038-9', '0112038-9'],
    ['FI 0112038-9', '0112038-9'],
    ['', ''],
  ])('know the organisation number %s', (typed, written) => {
    expect(organisationNumber(typed)).toEqual({ ok: true, value: written });
  });

  it.each([
    '974760674',
    '97476067',
    '25313764',
    '0112038-8',
    '25313763 MVA',
    'abc',
    '1',
    '012-345',
  ])('refuse %s', (typed) => {
    expect(organisationNumber(typed)).toMatchObject({
      ok: false,
      error: expect.stringContaining('9 digits in Norway'),
    });
  });
});

describe('the sheet', () => {
  it('is in one language or two, in the order that is wanted', () => {
    expect(sheetLanguages('auto')).toEqual({ ok: true, value: 'auto' });
    expect(sheetLanguages('en, nb')).toEqual({ ok: true, value: ['en', 'nb'] });
    for (const text of ['', 'no', 'nb,nb', 'nb,sv,da', 'nb,']) {
      expect(sheetLanguages(text).ok, text).toBe(false);
    }
  });

  it('is on a paper that there is', () => {
    expect(sheetPaper('A5')).toEqual({ ok: true, value: 'A5' });
    expect(sheetPaper('a5').ok).toBe(false);
  });
});
