import type { FailureModes } from './failure-mode.ts';

/** Vipps. */
export const PROVIDER_MODES = {} as const satisfies FailureModes;
