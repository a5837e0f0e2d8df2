import { pspReferenceIn } from '#contract/vipps/epayment.ts';
import {
  classifyProblem,
  type ErrorClass,
  type VippsOperation,
} from '#contract/vipps/error-class.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import type { AnswerNote } from '#core/sales/sale-note.ts';
import type { CancelSignal, Clock, Log } from '#core/base/ports.ts';
import { createCallLimits, type CallLimits } from './call-limits.ts';
import type { CallFailure } from './relay-answer.ts';
import type { HttpAnswer, HttpCall, RelayHttp } from './relay-http.ts';
import { createPauses, pauseBeforeMs, waitFor, type Pauses, type RetryCause } from './retry.ts';

export interface VippsOrder {
  readonly operation: VippsOperation;
  readonly reference: string;
  readonly call: Omit<HttpCall, 'cut'>;
}

export interface VippsRefusal {
  readonly kind: 'refused';
  readonly meaning: ErrorClass;
  /** Vipps' own code, else the relay's, else the HTTP status: for a person and for the journal. */
  readonly code: string;
}

/** A definite answer. */
export type VippsAnswer = { readonly kind: 'done'; readonly body: unknown } | VippsRefusal;

/** No decision yet. `code` only when Vipps itself refused and the refusal may stay fixed to the key. */
export interface UnknownResult {
  readonly kind: 'again';
  readonly stickyCode: string | undefined;
}

/** One call that is repeated under its key. `undefined`: `signal` ended the attempts. */
export interface CallAttempts {
  /** One attempt, after the pause that is due. A call in flight is never cut: money may have moved. */
  next(signal: CancelSignal): Promise<VippsAnswer | UnknownResult | undefined>;
}

export interface VippsCaller {
  begin(order: VippsOrder): CallAttempts;
  /** Repeats until Vipps has decided. */
  call(order: VippsOrder, signal: CancelSignal): Promise<VippsAnswer | undefined>;
  /** Repeats a waiting call for a payment now, but not before Vipps' Retry-After. False: none waits. */
  tryNow(reference: string): boolean;
}

/** Told what came of every call, for whoever is asked about the sale later. */
export type AnswerListener = (reference: string, note: AnswerNote) => void;

export interface CallerDeps {
  readonly http: RelayHttp;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random?: () => number;
  readonly onAnswer?: AnswerListener | undefined;
}

interface CallerContext extends CallerDeps {
  readonly limits: CallLimits;
  readonly pauses: Pauses;
  /** The end of the process: cuts what is in flight. */
  readonly stopping: CancelSignal;
}

interface AttemptResult {
  readonly answer: VippsAnswer | UnknownResult;
  readonly retryAfterMs: number | undefined;
  readonly cause: RetryCause;
}

/** The relay forbids this call, so repeating it is pointless. */
function isFinalRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;
}

function causeOf(operation: VippsOperation, isAway: boolean): RetryCause {
  if (operation === 'get') return 'question';
  return isAway ? 'away' : 'undecided';
}

function afterNoAnswer(operation: VippsOperation, { code }: CallFailure): AttemptResult {
  return {
    answer: { kind: 'again', stickyCode: undefined },
    retryAfterMs: undefined,
    cause: causeOf(operation, code === 'unreachable'),
  };
}

type AnswerFacts = Pick<AnswerNote, 'status' | 'code' | 'traceId' | 'pspReference'>;

function note({ clock, onAnswer }: CallerContext, order: VippsOrder, heard: AnswerFacts): void {
  const { operation: call, reference } = order;
  onAnswer?.(reference, { kind: 'answer', atMs: clock.nowMs(), call, ...heard });
}

const NO_ANSWER: AnswerFacts = {
  status: undefined,
  code: undefined,
  traceId: undefined,
  pspReference: undefined,
};

/** The relay answered instead of Vipps. */
function afterRelay({ operation }: VippsOrder, code: string, reply: HttpAnswer): AttemptResult {
  const { status, retryAfterMs } = reply;
  const answer: AttemptResult['answer'] = isFinalRefusal(status)
    ? { kind: 'refused', meaning: 'access', code }
    : { kind: 'again', stickyCode: undefined };
  return { answer, retryAfterMs, cause: causeOf(operation, true) };
}

function afterVipps(context: CallerContext, order: VippsOrder, reply: HttpAnswer): AttemptResult {
  const { status, body, retryAfterMs } = reply;
  const cause = causeOf(order.operation, false);
  if (status >= 200 && status < 300) {
    note(context, order, { ...NO_ANSWER, status, pspReference: pspReferenceIn(body) });
    return { answer: { kind: 'done', body }, retryAfterMs, cause };
  }
  const problem = parseProblem(status, body);
  const { traceId } = problem;
  note(context, order, { ...NO_ANSWER, status, code: problem.code, traceId });
  const meaning = classifyProblem(order.operation, problem);
  const code = problem.code ?? String(status);
  context.log.warn('gateway.vipps-refused', {
    path: order.call.path,
    status,
    errorCode: problem.code,
    title: problem.title,
    traceId,
    details: [...problem.extraDetails, ...problem.invalidParams],
    meaning,
  });
  if (meaning !== 'retrySameKey')
    return { answer: { kind: 'refused', meaning, code }, retryAfterMs, cause };
  const isSticky = status < 500 && status !== 429 && status !== 408;
  const stickyCode = isSticky ? code : undefined;
  return { answer: { kind: 'again', stickyCode }, retryAfterMs, cause };
}

async function attempt(context: CallerContext, order: VippsOrder): Promise<AttemptResult> {
  const result = await context.http.call({ ...order.call, cut: context.stopping });
  if (!result.ok) {
    if (result.error.code !== 'unreachable') context.limits.count(order);
    note(context, order, { ...NO_ANSWER, code: result.error.code });
    return afterNoAnswer(order.operation, result.error);
  }
  context.limits.count(order);
  const { relayRefusal, status } = result.value;
  if (relayRefusal === undefined) return afterVipps(context, order, result.value);
  note(context, order, { ...NO_ANSWER, code: relayRefusal });
  context.log.warn('gateway.relay-refused', {
    path: order.call.path,
    status,
    refusal: relayRefusal,
  });
  return afterRelay(order, relayRefusal, result.value);
}

function beginAttempts(context: CallerContext, order: VippsOrder): CallAttempts {
  let attempts = 0;
  let vippsPauseMs = 0;
  let pauseMs = 0;
  const { reference } = order;
  return {
    next: async (signal) => {
      if (vippsPauseMs > 0 && !(await waitFor(context.clock, vippsPauseMs, signal)))
        return undefined;
      const restMs = pauseMs - vippsPauseMs;
      if (restMs > 0 && !(await context.pauses.wait(reference, restMs, signal))) return undefined;
      let waitMs = context.limits.waitMs(order);
      while (waitMs > 0) {
        if (!(await waitFor(context.clock, waitMs, signal))) return undefined;
        waitMs = context.limits.waitMs(order);
      }
      if (signal.aborted) return undefined;
      attempts += 1;
      const { answer, cause, retryAfterMs } = await attempt(context, order);
      const random = (context.random ?? Math.random)();
      vippsPauseMs = retryAfterMs ?? 0;
      pauseMs = pauseBeforeMs({ cause, attempt: attempts + 1, retryAfterMs, random });
      return answer;
    },
  };
}

export function createVippsCaller(deps: CallerDeps, stopping: CancelSignal): VippsCaller {
  const context: CallerContext = {
    ...deps,
    stopping,
    limits: createCallLimits(deps.clock),
    pauses: createPauses(deps.clock),
  };
  const begin = (order: VippsOrder): CallAttempts => beginAttempts(context, order);
  return {
    begin,
    tryNow: (reference) => context.pauses.end(reference),
    call: async (order, signal) => {
      const trying = begin(order);
      for (;;) {
        const answer = await trying.next(signal);
        if (answer?.kind !== 'again') return answer;
      }
    },
  };
}
