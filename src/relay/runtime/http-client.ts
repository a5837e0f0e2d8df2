import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { Agent, request } from 'undici';

/** Vipps answers well within this, or not at all. */
export const VIPPS_TIMEOUT_MS = 20_000;

export interface VippsRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface VippsReply {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: Uint8Array;
}

/** The one way to Vipps. An error means that there was no answer. */
export interface VippsHttp {
  send(request: VippsRequest): Promise<Result<VippsReply, 'unreachable' | 'timeout'>>;
  close(): Promise<void>;
}

function text(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

export function createVippsHttp(clock: Clock): VippsHttp {
  const agent = new Agent({ connectTimeout: 5_000, keepAliveTimeout: 30_000 });
  return {
    send: async ({ method, url, headers, body }) => {
      const ending = new AbortController();
      const { signal } = ending;
      const cancelTimer = clock.setTimer(VIPPS_TIMEOUT_MS, () => {
        ending.abort();
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
