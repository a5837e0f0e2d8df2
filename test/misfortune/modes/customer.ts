import type { FailureModes } from './failure-mode.ts';

/** Customers. */
export const CUSTOMER_MODES = {} as const satisfies FailureModes;
