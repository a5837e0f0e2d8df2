import {
  hasEnded,
  jobOf,
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
    expect(PRINT_STATES.filter(hasEnded)).toEqual([
      'done',
      'failed',
      'cancelled',
      'lost',
      'wrongSize',
    ]);
  });

  it('says in reasons what its queue wants, and that something is wrong for which there is no word', () => {
    expect(wantsOf(['hold-new-jobs'])).toEqual(['release']);
    expect(wantsOf(['moving-to-paused', 'paused'])).toEqual(['resume']);
    expect(wantsOf(['input-media-size-change', 'input-manual-input-request'])).toEqual([
      'paper',
      'rightPaper',
    ]);
    expect(wantsOf(['cups-held-for-authentication'])).toEqual(['login']);
    expect(wantsOf(['fuser-over-temp-error'])).toEqual(['look']);
    expect(wantsOf(['fuser-over-temp-error', 'media-jam-error'])).toEqual(['jam']);
    expect(wantsOf(['fuser-over-temp-warning', 'cups-waiting-for-job-completed'])).toEqual([]);
  });
});

describe('a job', () => {
  const idle = named('a');
  const job = (code: number | undefined, ...reasons: readonly string[]) =>
    jobOf({ code, reasons, holdUntil: 'no-hold' }, idle);
  const held = (holdUntil: string) => jobOf({ code: 4, reasons: [], holdUntil }, idle);

  it('never waits without a reason', () => {
    expect(job(3, 'none')).toEqual({ state: 'waiting', wants: ['turn'] });
    expect(job(4, 'job-held-on-create')).toEqual({ state: 'waiting', wants: ['release'] });
    expect(held('')).toEqual({ state: 'waiting', wants: ['release'] });
    expect(held('indefinite')).toEqual({ state: 'waiting', wants: ['release'] });
    expect(held('night')).toEqual({ state: 'waiting', wants: ['later'] });
    expect(held('20:00:00')).toEqual({ state: 'waiting', wants: ['later'] });
    expect(held('auth-info-required')).toEqual({ state: 'waiting', wants: ['login'] });
    expect(job(4, 'resources-are-not-ready').wants).toEqual(['rightPaper']);
    const report = { code: 3, reasons: [], holdUntil: '' };
    expect(jobOf(report, undefined)).toEqual({ state: 'waiting', wants: ['contact'] });
    expect(jobOf(report, { ...idle, wants: ['ink'] })).toEqual({
      state: 'waiting',
      wants: ['ink'],
    });
  });

  it('stops with its printer, also after it has begun', () => {
    const report = { code: 5, reasons: ['job-printing'], holdUntil: '' };
    expect(jobOf(report, { ...idle, isStopped: true })).toEqual({
      state: 'stopped',
      wants: ['resume'],
    });
    expect(jobOf(report, { ...idle, isStopped: true, wants: ['jam'] })).toEqual({
      state: 'stopped',
      wants: ['jam'],
    });
    expect(job(5)).toEqual({ state: 'printing', wants: [] });
    expect(job(6)).toEqual({ state: 'stopped', wants: [] });
  });

  it('is done only when it was done as it was told', () => {
    expect(job(9, 'job-completed-successfully').state).toBe('done');
    expect(job(9, 'job-completed-with-warnings').state).toBe('done');
    expect(job(9, 'job-completed-with-errors').state).toBe('failed');
    expect(job(9, 'unsupported-attributes-or-values').state).toBe('wrongSize');
    expect(job(8, 'conflicting-attributes').state).toBe('wrongSize');
    expect(job(8, 'aborted-by-system').state).toBe('failed');
    expect(job(7, 'job-canceled-at-device').state).toBe('cancelled');
    expect([job(2).state, job(undefined).state]).toEqual(['lost', 'lost']);
  });
});
