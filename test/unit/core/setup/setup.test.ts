import { describe, expect, it } from 'vitest';
import {
  nextStep,
  openSteps,
  NOTHING_SET_UP,
  SETUP_STEPS,
  setupReport,
  stepsOf,
  waiver,
  withResult,
  type SetupProgress,
} from '#core/setup/setup.ts';

const fine = { atMs: 1_000, by: 'Anna', isFine: true, detail: '' };
const facts = {
  machineId: 'vm-0001',
  location: 'Canteen A',
  software: '0.1.0',
  atMs: 5_000,
  by: 'Anna',
};

function done(...steps: readonly (typeof SETUP_STEPS)[number][]): SetupProgress {
  return steps.reduce((progress, step) => withResult(progress, step, fine), NOTHING_SET_UP);
}

describe('the set-up of a machine', () => {
  it('begins with the language and goes on with what is not done', () => {
    expect(nextStep(NOTHING_SET_UP)).toBe('language');
    expect(nextStep(done('language', 'panel', 'machine'))).toBe('network');
    expect(nextStep(done(...SETUP_STEPS))).toBeUndefined();
  });

  it('comes back to what did not end well', () => {
    const progress = withResult(done('language', 'panel'), 'language', { ...fine, isFine: false });
    expect(nextStep(progress)).toBe('language');
    expect(stepsOf(progress).slice(0, 3)).toEqual([
      { step: 'language', result: { ...fine, isFine: false } },
      { step: 'panel', result: fine },
      { step: 'network', result: undefined },
    ]);
  });

  it('holds the machine back until every step but the report is done', () => {
    const held = { ...done(...SETUP_STEPS.slice(0, -2)), hold: 'held' } as const;
    expect(openSteps(held)).toEqual(['testSale']);
    expect(withResult(held, 'report', fine).hold).toBe('held');
    expect(withResult(held, 'testSale', { ...fine, isFine: false }).hold).toBe('held');
    const finished = withResult(held, 'testSale', fine);
    expect(finished.hold).toBeUndefined();
    expect(withResult({ ...held, hold: 'waived' }, 'testSale', fine).hold).toBeUndefined();
  });

  it('is waived by a change that says what was left', () => {
    expect(waiver(done(...SETUP_STEPS.slice(0, -3)), 'Anna')).toEqual({
      kind: 'setupWaived',
      by: 'Anna',
      patches: [{ subject: 'setup', id: 'sale', field: 'hold', old: 'held', new: 'waived' }],
      detail: 'proof, testSale',
    });
  });

  it('is complete in its report when every step but the report is done', () => {
    const all = done(...SETUP_STEPS.filter((step) => step !== 'report'));
    const report = setupReport({ ...all, relayUrl: 'https://relay' }, facts);
    expect(report).toMatchObject({
      machineId: 'vm-0001',
      location: 'Canteen A',
      relayUrl: 'https://relay',
      isComplete: true,
      savedBy: 'Anna',
    });
    expect(report.steps.map(({ step }) => step)).not.toContain('report');
    expect(setupReport(done('language'), facts).isComplete).toBe(false);
  });
});
