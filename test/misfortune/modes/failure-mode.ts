import type { ReviewKind } from '#core/sale/effect.ts';
import type { SaleOutcome } from '#core/sale/state.ts';

/** One thing that goes wrong, and what it leads to: a row of docs/failure-modes.md, checked by its test. */
export interface FailureMode {
  /** What goes wrong, in a person's words. */
  readonly misfortune: string;
  readonly customerPays: 'nothing' | 'the price';
  /** How the sale ends; undefined when there is none. */
  readonly outcome: SaleOutcome | undefined;
  /** What stands on the review list afterwards about this sale. */
  readonly reviews: readonly ReviewKind[];
  /** What stands on the English screen when it is over, word for word. */
  readonly technicianSees: readonly string[];
  /** What stood there before that. */
  readonly meanwhile?: readonly string[];
  /** What cannot be read on the screen, or on another one than that of the state. */
  readonly besides?: string;
}

/** Keyed by the name of the test file. */
export type FailureModes = Readonly<Record<string, FailureMode>>;
