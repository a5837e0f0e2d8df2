import type { Change } from '../changes/audit-log.ts';

/** The set-up of a new machine, in the order in which it is done. Each step can be left, and done again. */
export const SETUP_STEPS = [
  'language',
  'panel',
  'network',
  'machine',
  'relay',
  'products',
  'maximum',
  'sheet',
  'proof',
  'testSale',
  'report',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** What a person confirms by going on; main looks whether it is so. */
export const NOTED_STEPS = [
  'language',
  'panel',
  'products',
  'maximum',
  'sheet',
  'proof',
  'testSale',
] as const;
export type NotedStep = (typeof NOTED_STEPS)[number];

/** How a step ended when it was last done. */
export interface SetupResult {
  /** Wall clock. */
  readonly atMs: number;
  readonly by: string;
  readonly isFine: boolean;
  /** What was found or chosen, in no language: an address, an amount, a file. */
  readonly detail: string;
}

/** The decision to sell although steps are not done. Refused as `changed-meanwhile` where nothing is held back. */
export function waiver(progress: SetupProgress, by: string): Change {
  return {
    kind: 'setupWaived',
    by,
    patches: [{ subject: 'setup', id: 'sale', field: 'hold', old: 'held', new: 'waived' }],
    detail: openSteps(progress).join(', '),
  };
}

/** What hangs at the end of which line. */
export interface SetupMachine {
  readonly driver: string;
  readonly path: string;
  readonly sessionMode: 'authorise-first' | 'always-idle';
}

/**
 * A machine that got its name at the screen sells when its set-up is finished (`held` until then), or because an owner
 * decided so (`waived`). One that the command line set up is held by nothing.
 */
export const SETUP_HOLDS = ['held', 'waived'] as const;
export type SetupHold = (typeof SETUP_HOLDS)[number];

/** Kept on disk, so that the set-up can be left and taken up again. */
export interface SetupProgress {
  /** Undefined: the set-up does not bear on the sale. */
  readonly hold?: SetupHold | undefined;
  readonly results: Readonly<Partial<Record<SetupStep, SetupResult>>>;
  readonly relayUrl?: string | undefined;
  readonly machine?: SetupMachine | undefined;
}

export const NOTHING_SET_UP: SetupProgress = { results: {} };

/** Where the progress is kept. */
export interface SetupStore {
  read(): SetupProgress;
  write(progress: SetupProgress): void;
}

export interface SetupStepView {
  readonly step: SetupStep;
  /** Undefined: not done yet. */
  readonly result: SetupResult | undefined;
}

export function stepsOf({ results }: SetupProgress): readonly SetupStepView[] {
  return SETUP_STEPS.map((step) => ({ step, result: results[step] }));
}

/** The first step that is not done, or did not end well; undefined: all are. */
export function nextStep({ results }: SetupProgress): SetupStep | undefined {
  return SETUP_STEPS.find((step) => results[step]?.isFine !== true);
}

/** Every step but the report, which is made of them, that is not done or did not end well. */
export function openSteps(progress: SetupProgress): readonly SetupStep[] {
  return stepsOf(progress)
    .filter(({ step, result }) => step !== 'report' && result?.isFine !== true)
    .map(({ step }) => step);
}

/** A set-up that is finished holds the machine back no more, whatever is done again later. */
export function withResult(
  progress: SetupProgress,
  step: SetupStep,
  result: SetupResult,
): SetupProgress {
  const next = { ...progress, results: { ...progress.results, [step]: result } };
  return openSteps(next).length === 0 ? { ...next, hold: undefined } : next;
}

/** Each is asked only when the one before it is fine. */
export const NETWORK_CHECKS = ['address', 'name', 'relay', 'clock'] as const;
export type NetworkCheck = (typeof NETWORK_CHECKS)[number];

export interface NetworkFinding {
  readonly check: NetworkCheck;
  readonly state: 'fine' | 'failed' | 'notAsked';
  /** An address, a time, or what the network said, in no language. */
  readonly detail: string;
}

/** What answers at the end of one line. */
export interface FoundLine {
  readonly path: string;
  /** Undefined: nothing that we know answers there. */
  readonly driver: string | undefined;
  readonly detail: string;
}

export interface ReportFacts {
  readonly machineId: string;
  readonly location: string | undefined;
  readonly software: string;
  /** Wall clock. */
  readonly atMs: number;
  readonly by: string;
}

/** The commissioning report, as it is written to a stick. Times are wall clock. */
export interface SetupReport {
  readonly machineId: string;
  readonly location: string | undefined;
  readonly software: string;
  readonly savedAtMs: number;
  readonly savedBy: string;
  /** Every step but the report itself ended well. */
  readonly isComplete: boolean;
  readonly relayUrl: string | undefined;
  readonly machine: SetupMachine | undefined;
  readonly steps: readonly SetupStepView[];
}

/** What was checked, when, by whom, and how it ended. */
export function setupReport(progress: SetupProgress, facts: ReportFacts): SetupReport {
  const steps = stepsOf(progress).filter(({ step }) => step !== 'report');
  return {
    machineId: facts.machineId,
    location: facts.location,
    software: facts.software,
    savedAtMs: facts.atMs,
    savedBy: facts.by,
    isComplete: openSteps(progress).length === 0,
    relayUrl: progress.relayUrl,
    machine: progress.machine,
    steps,
  };
}
