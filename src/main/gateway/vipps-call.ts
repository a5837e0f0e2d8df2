import {
  classifyProblem,
  type ErrorClass,
  type VippsOperation,
} from '#contract/vipps/error-class.ts';
import { parseProblem, type VippsProblem } from '#contract/vipps/problem.ts';
import type { CancelSignal, Clock, Log } from '#core/ports.ts';
import type { HttpCall, RelayHttp } from './relay-http.ts';
import { pauseBeforeMs, waitFor } from './retry.ts';

/** A definite answer of Vipps. `undefined` in its place: `signal` ended the trying. */
export type VippsAnswer =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly problem: VippsProblem; readonly meaning: ErrorClass };

export interface VippsCaller {
  /**
   * Repeats a call under its key until Vipps has decided. A call in flight is never cut: money may have moved.
   * `patience`: give up waiting for a "later" after so many repetitions of it.
   */
  call(
    operation: VippsOperation,
    call: HttpCall,
    signal: CancelSignal,
  ): Promise<VippsAnswer | undefined>;
}

interface CallerDeps {
  readonly http: RelayHttp;
  readonly clock: Clock;
  readonly log: Log;
}

export function createVippsCaller({ http, clock, log }: CallerDeps): VippsCaller {
  async function attempt(
    operation: VippsOperation,
    call: HttpCall,
  ): Promise<VippsAnswer | { readonly kind: 'again'; readonly afterMs: number | undefined }> {
    const result = await http.call(call);
    if (!result.ok) return { kind: 'again', afterMs: undefined };
    const { status, body, retryAfterMs, isRelayRefusal } = result.value;
    if (status >= 200 && status < 300) return { kind: 'done', body };
    const problem = parseProblem(status, body);
    const meaning = classifyProblem(operation, problem);
    log.warn('Vipps refuses', {
      path: call.path,
      status,
      errorCode: problem.code,
      title: problem.title,
      traceId: problem.traceId,
      details: [...problem.extraDetails, ...problem.invalidParams],
      meaning,
      isRelayRefusal,
    });
    const isUndecided = meaning === 'retrySameKey' || (isRelayRefusal && status !== 403);
    return isUndecided
      ? { kind: 'again', afterMs: retryAfterMs }
      : { kind: 'refused', problem, meaning };
  }

  return {
    call: async (operation, call, signal) => {
      for (let count = 2; !signal.aborted; count += 1) {
        const answer = await attempt(operation, call);
        if (answer.kind !== 'again') return answer;
        if (!(await waitFor(clock, pauseBeforeMs(count, answer.afterMs), signal))) return undefined;
      }
      return undefined;
    },
  };
}
