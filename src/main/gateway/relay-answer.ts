import { relayRefusalSchema } from '#contract/relay/messages.ts';
import type { CancelSignal, Clock } from '#core/base/ports.ts';
import type { Dispatcher } from 'undici';

/** The relay gives Vipps 20 s. A call without an answer after this may still have been done. */
export const CALL_TIMEOUT_MS = 25_000;
export const CONNECT_TIMEOUT_MS = 10_000;
/** Of a picture or a refusal, characters. */
export const LARGEST_TEXT = 512 * 1024;
/** A longer Retry-After is not from Vipps and would leave a reservation open. */
const LONGEST_RETRY_AFTER_S = 15 * 60;

export interface CallFailure {
  /** `unreachable`: nothing was sent. Otherwise the call may have been carried out. */
  readonly code: 'unreachable' | 'timeout' | 'lost' | 'cut';
  readonly detail: string;
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

export function failureOf(error: unknown, cut: CancelSignal | undefined): CallFailure {
  if (!(error instanceof Error)) return { code: 'lost', detail: String(error) };
  const code = codeOf(error);
  const detail = [error.message, code].find((text) => text !== '') ?? error.name;
  if (cut?.aborted === true) return { code: 'cut', detail };
  if (NOT_SENT.includes(code)) return { code: 'unreachable', detail };
  return { code: error.name === 'TimeoutError' ? 'timeout' : 'lost', detail };
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In seconds, or a day and time: then measured by the clock that said it, which may not be ours. */
export function retryAfterMs(headers: Dispatcher.ResponseData['headers']): number | undefined {
  const { 'retry-after': wish, date } = headers;
  if (typeof wish !== 'string') return undefined;
  const isCount = /^\d{1,6}$/.test(wish);
  const saidAtMs = typeof date === 'string' ? Date.parse(date) : NaN;
  const waitMs = isCount ? Number(wish) * 1000 : Date.parse(wish) - saidAtMs;
  return isCount || waitMs > 0 ? Math.min(waitMs, LONGEST_RETRY_AFTER_S * 1000) : undefined;
}

export function refusalOf({ headers }: Dispatcher.ResponseData, body: unknown): string | undefined {
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
export async function within<Value>(
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

export async function readText(answer: Dispatcher.ResponseData, largest: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body) {
    if (chunk instanceof Uint8Array) text += decoder.decode(chunk, { stream: true });
    if (text.length > largest) throw new RangeError('The answer is too large.');
  }
  return text + decoder.decode();
}
