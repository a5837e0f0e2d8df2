import type { FailureModes } from './failure-mode.ts';

/** The kiosk's journal, clock and computer. */
export const JOURNAL_MODES = {} as const satisfies FailureModes;
