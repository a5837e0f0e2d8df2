import type { Clock, Log } from '#core/base/ports.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { Access } from './access.ts';
import { problem, type ApiAnswer } from './answers.ts';
import type { Behaviours, Operation } from './behaviours.ts';
import { createCallRecords, type CallRecord } from './call-records.ts';
import { createHeldCalls } from './held-calls.ts';
import type { Idempotency } from './idempotency.ts';
import { headerReader, readCall, sendAnswer, type ApiCall } from './incoming.ts';
import { outageFor, tooMany } from './outages.ts';
import type { RateLimits } from './rate-limits.ts';

export type CallHandler = (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;

/** Handles every call: admission, simulated faults, rate limit, idempotency, answer. */
export interface CallServer {
  serve(operation: Operation, handle: CallHandler): RequestHandler;
  /** POST /accesstoken/get authenticates differently. */
  serveToken(): RequestHandler;
  calls(): readonly CallRecord[];
  /** Closes connections that a `hang` keeps open. */
  close(): void;
}

/** Run one at a time per payment, with an Idempotency-Key. */
const ONE_AT_A_TIME: readonly Operation[] = ['create', 'capture', 'cancel', 'refund'];
/** Need no Merchant-Serial-Number header: the token identifies the sales unit. */
const SERIAL_NUMBER_OPTIONAL: readonly Operation[] = ['webhooks', 'receipt', 'order'];

interface Exchange {
  readonly operation: Operation;
  readonly request: Request;
  readonly response: Response;
}

interface CallServerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly behaviours: Behaviours;
  readonly rateLimits: RateLimits;
  readonly idempotency: Idempotency;
}

const SLOW_MS = 5_000;

type RunOnce = (call: ApiCall, handle: CallHandler) => ApiAnswer | Promise<ApiAnswer>;

/** Applies the rate limit, and runs each key once. */
function createOnce({ rateLimits, idempotency }: CallServerDeps): RunOnce {
  return (call, handle) => {
    const { operation, unit, id: reference, key, body } = call;
    const { merchantSerialNumber } = unit;
    const waitSeconds = rateLimits.take(operation, `${merchantSerialNumber}/${reference}`);
    if (waitSeconds !== undefined) return tooMany(waitSeconds);
    if (!ONE_AT_A_TIME.includes(operation)) return handle(call);
    const keyed = { operation, merchantSerialNumber, reference, key, body };
    return idempotency.run(keyed, () => Promise.resolve(handle(call)));
  };
}

type RunAlone = (
  call: ApiCall,
  run: () => Promise<ApiAnswer | undefined>,
) => Promise<ApiAnswer | undefined>;

/** Answers 423 to a second operation while one is running on the payment. */
function createLock(): RunAlone {
  const locked = new Set<string>();
  return async (call, run) => {
    if (!ONE_AT_A_TIME.includes(call.operation)) return run();
    const lock = `${call.unit.merchantSerialNumber}/${call.id}`;
    if (locked.has(lock)) return problem(423, 'Locked');
    locked.add(lock);
    try {
      return await run();
    } finally {
      locked.delete(lock);
    }
  };
}

export function createCallServer(deps: CallServerDeps): CallServer {
  const { access, behaviours } = deps;
  const held = createHeldCalls(deps.clock);
  const records = createCallRecords(deps.clock, deps.log);
  const runOnce = createOnce(deps);
  const runAlone = createLock();

  /** @returns undefined if the call must stay unanswered */
  async function withFaults(
    { operation, response }: Exchange,
    work: () => ApiAnswer | Promise<ApiAnswer>,
  ): Promise<ApiAnswer | undefined> {
    if (behaviours.take('connection-reset', operation) !== undefined) return undefined;
    const slow = behaviours.take('slow', operation);
    if (slow !== undefined && !(await held.hold(response, slow.afterMs ?? SLOW_MS)))
      return undefined;
    const outage = outageFor(behaviours, operation);
    if (outage !== undefined) return outage;
    const hang = behaviours.take('hang', operation);
    if (hang !== undefined && !(await held.hold(response, hang.afterMs))) return undefined;
    return work();
  }

  async function finish(exchange: Exchange, answer: ApiAnswer | undefined): Promise<void> {
    const { operation, request, response } = exchange;
    const lost =
      answer === undefined ? undefined : behaviours.take('answer-lost-after-work', operation);
    const isLate = lost?.afterMs !== undefined && (await held.hold(response, lost.afterMs));
    const isAnswered = answer !== undefined && (lost === undefined || isLate);
    records.add(operation, request, isAnswered ? answer.status : undefined);
    const isMislabelled = behaviours.take('wrong-content-type', operation) !== undefined;
    if (isAnswered)
      sendAnswer(response, isMislabelled ? { ...answer, contentType: 'text/html' } : answer);
    else response.destroy();
  }

  return {
    serve(operation, handle) {
      const needsSerialNumber = !SERIAL_NUMBER_OPTIONAL.includes(operation);
      return async (request, response) => {
        const exchange = { operation, request, response };
        const admitted = access.admit(headerReader(request), needsSerialNumber);
        const read = admitted.ok ? readCall(operation, admitted.value, request) : admitted;
        if (!read.ok) {
          records.add(operation, request, read.error.status);
          sendAnswer(response, read.error);
          return;
        }
        const call = read.value;
        const run = (): Promise<ApiAnswer | undefined> =>
          withFaults(exchange, () => runOnce(call, handle));
        await finish(exchange, await runAlone(call, run));
      };
    },
    serveToken: () => async (request, response) => {
      const exchange = { operation: 'token', request, response } as const;
      await finish(
        exchange,
        await withFaults(exchange, () => access.issueToken(headerReader(request))),
      );
    },
    calls: () => records.list(),
    close() {
      held.close();
    },
  };
}
