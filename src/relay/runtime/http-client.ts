import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { Agent, type Dispatcher } from 'undici';

/** Vipps answers well within this time, or not at all. */
const TIMEOUT_MS = 20_000;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly retryAfter: string | undefined;
  /** The header `Date`. */
  readonly date?: string | undefined;
  readonly body: Uint8Array;
}

/** Sends the relay's own requests, to Vipps and to the operator's webhook. An error means that no answer came. */
export interface HttpClient {
  send(request: HttpRequest): Promise<Result<HttpReply, 'unreachable' | 'timeout'>>;
  close(): Promise<void>;
}

function text(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

type Answer = Result<HttpReply, 'unreachable' | 'timeout'>;

const TIMED_OUT = new Error('No answer in time.');

/** Collects an answer: no stream and no abort controller for bodies of a few hundred bytes. */
function collect(done: (answer: Answer) => void): Dispatcher.DispatchHandler & {
  /** Ends the request. */
  readonly abort: () => void;
} {
  const chunks: Uint8Array[] = [];
  let head: Omit<HttpReply, 'body'> | undefined;
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  return {
    onRequestStart: (started) => {
      controller = started;
      if (isOver) started.abort(TIMED_OUT);
    },
    onResponseStart: (_controller, status, headers) => {
      head = {
        status,
        contentType: text(headers['content-type']),
        retryAfter: text(headers['retry-after']),
        date: text(headers['date']),
      };
    },
    onResponseData: (_controller, chunk) => {
      chunks.push(chunk);
    },
    onResponseEnd: () => {
      done(head === undefined ? err('unreachable') : ok({ ...head, body: Buffer.concat(chunks) }));
    },
    onResponseError: () => {
      done(err('unreachable'));
    },
    abort: () => {
      isOver = true;
      done(err('timeout'));
      controller?.abort(TIMED_OUT);
    },
  };
}

export function createHttpClient(clock: Clock): HttpClient {
  const agent = new Agent({ connectTimeout: 5_000, keepAliveTimeout: 30_000 });
  return {
    send: ({ method, url, headers, body }) =>
      new Promise((resolve) => {
        const { origin, pathname, search } = new URL(url);
        const handler = collect((answer) => {
          cancelTimer();
          resolve(answer);
        });
        const cancelTimer = clock.setTimer(TIMEOUT_MS, handler.abort);
        const order = { origin, path: pathname + search, method, headers, body: body ?? null };
        try {
          agent.dispatch(order, handler);
        } catch {
          // The client is closed, or a header cannot be sent.
          cancelTimer();
          resolve(err('unreachable'));
        }
      }),
    close: () => agent.destroy(),
  };
}
