import type { FailureModes } from './failure-mode.ts';

/** Power cuts. */
export const POWER_MODES = {} as const satisfies FailureModes;
