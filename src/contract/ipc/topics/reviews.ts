import type { ReviewEntry } from '#core/reviews/review.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';

/** What a person should know and see to. */
export interface ReviewsCallMap {
  /** The open entries, newest first. */
  readonly listReviews: Call<NoInput, readonly ReviewEntry[]>;
  /** Somebody has seen to it. Taken back with `undoChange`. Refused with `no-such-entry`, `changed-meanwhile`. */
  readonly closeReview: Call<{ readonly id: number }, { readonly sequence: number }>;
}

export const reviewsSchemas = {
  listReviews: z.strictObject({}),
  closeReview: z.strictObject({ id: z.int().positive() }),
};
