import { reasonOf } from '#core/base/errors.ts';
import type { CheckIn, CheckInAnswer } from '#core/payment/relay-feed.ts';
import type { Clock, Log } from '#core/base/ports.ts';

/** An answer is kept as long as its token can live (15 min), and some. */
const KEPT_MS = 20 * 60_000;

export type Decide = (checkIn: CheckIn) => CheckInAnswer;

/** The answers given to check-ins: given once, they are final (design §3). */
export interface CheckInAnswers {
  setDecide(decide: Decide): void;
  /** A repeated check-in gets the first answer again. `isFault`: the decision itself failed. */
  answer(checkIn: CheckIn): CheckInAnswer & { readonly isFault: boolean };
}

interface Given {
  readonly answer: CheckInAnswer;
  readonly untilMs: number;
}

export function createCheckInAnswers(deps: {
  readonly clock: Clock;
  readonly log: Log;
}): CheckInAnswers {
  const given = new Map<string, Given>();
  let decide: Decide = () => ({ accepted: false, reason: 'starting' });

  function dropOld(nowMs: number): void {
    for (const [checkInId, { untilMs }] of given) {
      // Insertion order: stop at the first unexpired answer.
      if (untilMs > nowMs) return;
      given.delete(checkInId);
    }
  }

  function decideSafely(checkIn: CheckIn): CheckInAnswer & { readonly isFault: boolean } {
    try {
      return { ...decide(checkIn), isFault: false };
    } catch (error) {
      deps.log.error('gateway.check-in-failed', {
        checkInId: checkIn.checkInId,
        error: reasonOf(error),
      });
      return { accepted: false, reason: 'fault', isFault: true };
    }
  }

  return {
    setDecide: (next) => {
      decide = next;
    },
    answer: (checkIn) => {
      const nowMs = deps.clock.monotonicMs();
      dropOld(nowMs);
      const first = given.get(checkIn.checkInId);
      if (first !== undefined) return { ...first.answer, isFault: false };
      const answer = decideSafely(checkIn);
      const { accepted, reason } = answer;
      given.set(checkIn.checkInId, { answer: { accepted, reason }, untilMs: nowMs + KEPT_MS });
      return answer;
    },
  };
}
