import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { Agent, request } from 'undici';

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

export function createHttpClient(clock: Clock): HttpClient {
  const agent = new Agent({ connectTimeout: 5_000, keepAliveTimeout: 30_000 });
  return {
    send: async ({ method, url, headers, body }) => {
      const abort = new AbortController();
      const { signal } = abort;
      const cancelTimer = clock.setTimer(TIMEOUT_MS, () => {
        abort.abort();
      });
      try {
        const reply = await request(url, {
          dispatcher: agent,
          method,
          headers,
          body: body ?? null,
          signal,
        });
        return ok({
          status: reply.statusCode,
          contentType: text(reply.headers['content-type']),
          retryAfter: text(reply.headers['retry-after']),
          date: text(reply.headers['date']),
          body: new Uint8Array(await reply.body.arrayBuffer()),
        });
      } catch {
        return err(signal.aborted ? 'timeout' : 'unreachable');
      } finally {
        cancelTimer();
      }
    },
    close: () => agent.destroy(),
  };
}
