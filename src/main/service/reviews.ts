import type { ReviewsCallMap } from '#contract/ipc/topics/reviews.ts';
import type { ReviewEntry } from '#core/reviews/review.ts';
import { ok } from '#core/base/result.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface ReviewsDeps {
  /** The open entries, newest first. */
  readonly openReviews: () => readonly ReviewEntry[];
  readonly changes: AuditLog;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

/** The calls of the review list. */
export function createReviewsCalls(deps: ReviewsDeps): Handlers<ReviewsCallMap> {
  return {
    listReviews: () => Promise.resolve(ok(deps.openReviews())),
    closeReview: ({ id }, caller) => {
      const entry = deps.openReviews().find((one) => one.id === id);
      if (entry === undefined) return Promise.resolve(refuse('no-such-entry'));
      const closed = deps.changes.apply({
        kind: 'reviewClosed',
        by: nameOf(caller),
        patches: [{ subject: 'review', id: String(id), field: 'isOpen', old: true, new: false }],
        detail: `${entry.kind} ${entry.reference}`,
      });
      if (closed.ok) deps.onChange();
      return Promise.resolve(answerOf(closed.ok ? ok({ sequence: closed.value }) : closed));
    },
  };
}
