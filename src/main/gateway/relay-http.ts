import type { CancelSignal, Clock, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { reasonOf } from '#core/base/errors.ts';
import { Agent, request, type Dispatcher } from 'undici';
import {
  CALL_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS,
  failureOf,
  json,
  LARGEST_TEXT,
  readText,
  refusalOf,
  retryAfterMs,
  within,
  type CallFailure,
} from './relay-answer.ts';

const IMAGE_TIMEOUT_MS = 10_000;

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
  /** The step of a trace that this call is made in (W3C Trace Context). */
  readonly traceparent?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** The answer's JSON, whatever content type it claims; undefined when it is none. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
  /** The relay's own code when the relay itself answered: Vipps was not asked, or could not be. */
  readonly relayRefusal: string | undefined;
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

/** A file of the relay, from a byte on. */
export interface Download {
  readonly totalBytes: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Between two pieces of a file, milliseconds. */
const PIECE_TIMEOUT_MS = 60_000;

/** The size of the whole file, by the headers of an answer to a request with `Range`. */
function totalBytesOf({ statusCode, headers }: Dispatcher.ResponseData): number {
  const { 'content-range': range, 'content-length': length } = headers;
  if (statusCode === 200) return Number(length);
  return Number(typeof range === 'string' ? /\/(\d+)$/.exec(range)?.[1] : NaN);
}

async function* after(
  body: AsyncIterable<unknown>,
  skippedBytes: number,
): AsyncGenerator<Uint8Array> {
  let left = skippedBytes;
  for await (const piece of body) {
    if (!(piece instanceof Uint8Array)) continue;
    const rest = piece.subarray(Math.min(left, piece.length));
    left -= piece.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

/** Opens a file of the relay; it may take as long as it takes. The error is one sentence. */
export async function openDownload(
  { relayUrl, credential }: Pick<RelayHttpOptions, 'relayUrl' | 'credential'>,
  {
    path,
    fromByte,
    signal,
  }: { readonly path: string; readonly fromByte: number; readonly signal: AbortSignal },
): Promise<Result<Download, string>> {
  try {
    const answer = await request(`${relayUrl}${path}`, {
      signal,
      headersTimeout: CALL_TIMEOUT_MS,
      bodyTimeout: PIECE_TIMEOUT_MS,
      headers: { authorization: `Bearer ${credential}`, range: `bytes=${String(fromByte)}-` },
    });
    const { statusCode, body } = answer;
    const totalBytes = totalBytesOf(answer);
    // 416: the file there is shorter than what is here.
    const isFile = [200, 206, 416].includes(statusCode) && Number.isSafeInteger(totalBytes);
    if (!isFile) {
      await body.dump();
      return err(`The relay answered ${String(statusCode)}.`);
    }
    return ok({ totalBytes, pieces: after(body, statusCode === 200 ? fromByte : 0) });
  } catch (error) {
    return err(`The relay cannot be reached: ${reasonOf(error)}.`);
  }
}

export function createRelayHttp({ relayUrl, credential, clock, log }: RelayHttpOptions): RelayHttp {
  const agent = new Agent({
    keepAliveTimeout: 30_000,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });

  async function send(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    const { method, path, body, idempotencyKey, isForRelay = false, traceparent } = call;
    const answer = await request(`${relayUrl}${isForRelay ? '' : '/gateway'}${path}`, {
      dispatcher: agent,
      signal,
      method,
      headers: {
        authorization: `Bearer ${credential}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(traceparent === undefined ? {} : { traceparent }),
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
          const text = await readText(answer, LARGEST_TEXT);
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
