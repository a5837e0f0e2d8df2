import type { FailureModes } from './failure-mode.ts';

/** The vending machine and its line. */
export const MACHINE_MODES = {} as const satisfies FailureModes;
