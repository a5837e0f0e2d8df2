import type { ReviewKind } from '../sale/effect.ts';

/** One thing that a person should know. */
export interface ReviewEntry {
  readonly id: number;
  readonly reference: string;
  readonly atMs: number;
  readonly kind: ReviewKind;
  readonly detail: string;
  readonly selection: string | undefined;
  readonly isOpen: boolean;
  /** The state of its sale now. */
  readonly saleState: string | undefined;
}
