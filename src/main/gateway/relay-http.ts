import {
  enrolResponseSchema,
  relayRefusalSchema,
  type EnrolResponse,
} from '#contract/relay/messages.ts';
import type { CancelSignal, Clock, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { Agent, request, type Dispatcher } from 'undici';

/** The relay gives Vipps 20 s. A call without an answer after this may still have been done. */
export const CALL_TIMEOUT_MS = 25_000;
const CONNECT_TIMEOUT_MS = 10_000;
const IMAGE_TIMEOUT_MS = 10_000;
const LARGEST_IMAGE = 512 * 1024;
/** A longer Retry-After is not from Vipps and would leave a reservation open. */
const LONGEST_RETRY_AFTER_S = 15 * 60;

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Vipps' own path, from its first slash. */
  readonly path: string;
  /** The relay itself is asked, and not Vipps through it. */
  readonly isForRelay?: boolean;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Default: CALL_TIMEOUT_MS, from the first byte sent to the last received. */
  readonly timeoutMs?: number;
  /** Cuts the call itself, so its fate stays unknown: for the end of the process only. */
  readonly cut?: CancelSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** The answer's JSON, whatever content type it claims; undefined when it is none. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
  /** The relay's own code when the relay itself answered: Vipps was not asked, or could not be. */
  readonly relayRefusal: string | undefined;
}

export interface CallFailure {
  /** `unreachable`: nothing was sent. Otherwise the call may have been carried out. */
  readonly code: 'unreachable' | 'timeout' | 'lost' | 'cut';
  readonly detail: string;
}

/** HTTP to the relay. */
export interface RelayHttp {
  call(call: HttpCall): Promise<Result<HttpAnswer, CallFailure>>;
  /** A public picture, without the credential. The error is one sentence. */
  fetchText(url: string, cut?: CancelSignal): Promise<Result<string, string>>;
  /** Calls in flight fail. */
  close(): Promise<void>;
}

interface RelayHttpOptions {
  readonly relayUrl: string;
  readonly credential: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Failures of undici and of Node before a byte of the call has left. */
const NOT_SENT: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
];

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function failureOf(error: unknown, cut: CancelSignal | undefined): CallFailure {
  if (!(error instanceof Error)) return { code: 'lost', detail: String(error) };
  const code = codeOf(error);
  const detail = [error.message, code].find((text) => text !== '') ?? error.name;
  if (cut?.aborted === true) return { code: 'cut', detail };
  if (NOT_SENT.includes(code)) return { code: 'unreachable', detail };
  return { code: error.name === 'TimeoutError' ? 'timeout' : 'lost', detail };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In seconds, or a day and time: then measured by the clock that said it, which may not be ours. */
function retryAfterMs(headers: Dispatcher.ResponseData['headers']): number | undefined {
  const { 'retry-after': wish, date } = headers;
  if (typeof wish !== 'string') return undefined;
  const isCount = /^\d{1,6}$/.test(wish);
  const saidAtMs = typeof date === 'string' ? Date.parse(date) : NaN;
  const waitMs = isCount ? Number(wish) * 1000 : Date.parse(wish) - saidAtMs;
  return isCount || waitMs > 0 ? Math.min(waitMs, LONGEST_RETRY_AFTER_S * 1000) : undefined;
}

function refusalOf({ headers }: Dispatcher.ResponseData, body: unknown): string | undefined {
  if (headers['x-relay-refusal'] === undefined) return undefined;
  const refusal = relayRefusalSchema.safeParse(body);
  return refusal.success ? refusal.data.error : 'relay';
}

interface Limits {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly cut: CancelSignal | undefined;
}

/** Runs `work` with a signal that ends after `timeoutMs` or when `cut` does. */
async function within<Value>(
  { clock, timeoutMs, cut }: Limits,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const ending = new AbortController();
  const onCut = (): void => {
    ending.abort();
  };
  const cancelTimer = clock.setTimer(timeoutMs, () => {
    ending.abort(new DOMException('No answer in time.', 'TimeoutError'));
  });
  if (cut?.aborted === true) onCut();
  cut?.addEventListener('abort', onCut);
  try {
    return await work(ending.signal);
  } finally {
    cancelTimer();
    cut?.removeEventListener('abort', onCut);
  }
}

async function readText(answer: Dispatcher.ResponseData, largest: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body) {
    if (chunk instanceof Uint8Array) text += decoder.decode(chunk, { stream: true });
    if (text.length > largest) throw new RangeError('The answer is too large.');
  }
  return text + decoder.decode();
}

export function createRelayHttp({ relayUrl, credential, clock, log }: RelayHttpOptions): RelayHttp {
  const agent = new Agent({
    keepAliveTimeout: 30_000,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });

  async function send(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    const { method, path, body, idempotencyKey, isForRelay = false } = call;
    const answer = await request(`${relayUrl}${isForRelay ? '' : '/gateway'}${path}`, {
      dispatcher: agent,
      signal,
      method,
      headers: {
        authorization: `Bearer ${credential}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const parsed = json(await answer.body.text());
    return {
      status: answer.statusCode,
      body: parsed,
      retryAfterMs: retryAfterMs(answer.headers),
      relayRefusal: refusalOf(answer, parsed),
    };
  }

  return {
    call: async (order) => {
      const { method, path, cut, timeoutMs = CALL_TIMEOUT_MS } = order;
      try {
        const answer = await within({ clock, timeoutMs, cut }, (signal) => send(order, signal));
        log.debug('gateway.call', { method, path, status: answer.status });
        return ok(answer);
      } catch (error) {
        const failure = failureOf(error, cut);
        if (failure.code === 'cut') log.debug('gateway.call-cut', { method, path, ...failure });
        else log.warn('gateway.no-answer', { method, path, ...failure });
        return err(failure);
      }
    },
    fetchText: async (url, cut) => {
      try {
        return await within({ clock, timeoutMs: IMAGE_TIMEOUT_MS, cut }, async (signal) => {
          const answer = await request(url, { dispatcher: agent, signal });
          const text = await readText(answer, LARGEST_IMAGE);
          if (answer.statusCode === 200) return ok(text);
          return err(`${url} answered ${String(answer.statusCode)}.`);
        });
      } catch (error) {
        return err(`${url} cannot be fetched: ${failureOf(error, cut).detail}`);
      }
    },
    close: () => agent.destroy(),
  };
}

export interface EnrolFailure {
  /** `refused`: the relay itself said no to the code. */
  readonly code: 'unreachable' | 'no-relay' | 'refused';
  /** One sentence for the person who typed it. */
  readonly message: string;
  /** What the network said. */
  readonly detail: string;
}

/** Spends an enrolment code. */
export async function enrol(order: {
  readonly relayUrl: string;
  readonly code: string;
  readonly clock: Clock;
}): Promise<Result<EnrolResponse, EnrolFailure>> {
  try {
    return await within(
      { clock: order.clock, timeoutMs: CALL_TIMEOUT_MS, cut: undefined },
      async (signal) => {
        const answer = await request(`${order.relayUrl}/enrol`, {
          signal,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: order.code }),
        });
        const body = json(await answer.body.text());
        const enrolled = enrolResponseSchema.safeParse(body);
        if (answer.statusCode === 200 && enrolled.success) return ok(enrolled.data);
        const refusal = relayRefusalSchema.safeParse(body);
        if (refusal.success)
          return err({
            code: 'refused',
            message: refusal.data.message,
            detail: refusal.data.error,
          });
        const detail = String(answer.statusCode);
        const message = `${order.relayUrl} answered ${detail}: it is not a Vendskap relay.`;
        return err({ code: 'no-relay', message, detail });
      },
    );
  } catch (error) {
    const { detail } = failureOf(error, undefined);
    const message = `The relay ${order.relayUrl} cannot be reached (${detail}).`;
    return err({ code: 'unreachable', message, detail });
  }
}

export interface RelayProbe {
  readonly tookMs: number;
  /** This computer's clock minus the relay's; undefined: it told no time. */
  readonly clockOffsetMs: number | undefined;
}

/** Sends an empty enrolment: a Vendskap relay is recognised by its refusal. */
export async function probeRelay(
  relayUrl: string,
  clock: Clock,
): Promise<Result<RelayProbe, CallFailure>> {
  const startMs = clock.monotonicMs();
  try {
    return await within(
      { clock, timeoutMs: CONNECT_TIMEOUT_MS, cut: undefined },
      async (signal) => {
        const answer = await request(`${relayUrl}/enrol`, {
          signal,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
        const body = json(await readText(answer, LARGEST_IMAGE));
        const { date } = answer.headers;
        if (refusalOf(answer, body) === undefined) {
          return err({ code: 'lost', detail: `HTTP ${String(answer.statusCode)}` });
        }
        const toldMs = typeof date === 'string' ? Date.parse(date) : NaN;
        return ok({
          tookMs: Math.round(clock.monotonicMs() - startMs),
          clockOffsetMs: Number.isNaN(toldMs) ? undefined : clock.nowMs() - toldMs,
        });
      },
    );
  } catch (error) {
    return err(failureOf(error, undefined));
  }
}
