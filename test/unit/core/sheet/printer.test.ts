import {
  hasEnded,
  PRINT_STATES,
  usualPrinter,
  wantsOf,
  type Printer,
} from '#core/sheet/printer.ts';
import { describe, expect, it } from 'vitest';

const named = (name: string, isDefault = false): Printer => ({
  name,
  title: name,
  isStopped: false,
  isAccepting: true,
  isDefault,
  wants: [],
  detail: '',
});

describe('a printer', () => {
  it('says in reasons what a person has to do', () => {
    expect(wantsOf(['none'])).toEqual([]);
    expect(wantsOf(['media-empty-error', 'cover-open'])).toEqual(['paper', 'closed']);
    expect(wantsOf(['media-needed-report', 'media-low-warning', 'toner-low'])).toEqual(['paper']);
    expect(wantsOf(['media-jam-error', 'toner-empty-error'])).toEqual(['jam', 'ink']);
    expect(wantsOf(['offline-report', 'connecting-to-device'])).toEqual(['contact']);
    expect(wantsOf(['output-area-full', 'paused'])).toEqual(['room', 'resume']);
    // What it only reports is not waited for.
    expect(wantsOf(['marker-supply-empty-warning'])).toEqual([]);
  });

  it('is the last used one, else the usual one of the computer, else the first', () => {
    const [a, b, c] = [named('a'), named('b', true), named('c')];
    expect(usualPrinter([a, b, c], 'c')).toBe(c);
    expect(usualPrinter([a, b, c], 'gone')).toBe(b);
    expect(usualPrinter([a, c], undefined)).toBe(a);
    expect(usualPrinter([], 'a')).toBeUndefined();
  });

  it('is done with a job in one way or another', () => {
    expect(PRINT_STATES.filter(hasEnded)).toEqual(['done', 'failed', 'cancelled', 'lost']);
  });
});
