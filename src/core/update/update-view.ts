import type { UpdateWait } from './decide.ts';
import type { UpdateFault, UpdateSource } from './offer.ts';

/** What the screen shows of updates. */
export interface UpdateView {
  /** False: this computer has no chooser (docs/updates.md); versions come by hand. */
  readonly isPossible: boolean;
  /** The version that waits to be installed. */
  readonly waiting:
    | {
        readonly version: string;
        readonly source: UpdateSource;
        /** Undefined: it is being installed. */
        readonly why: UpdateWait | undefined;
        /** 0-100, of the AppImage that is here. */
        readonly percent: number;
        /** A person at the machine wants it now. */
        readonly isWanted: boolean;
      }
    | undefined;
  /** The last offer that was refused, while it stands. */
  readonly refused:
    | { readonly version: string | undefined; readonly why: UpdateFault; readonly atMs: number }
    | undefined;
  /** The newest version that was given up, and what runs in its place. */
  readonly rolledBack:
    { readonly version: string; readonly reason: string; readonly atMs: number } | undefined;
}

export const NO_UPDATES: UpdateView = {
  isPossible: false,
  waiting: undefined,
  refused: undefined,
  rolledBack: undefined,
};
