import {
  enrolResponseSchema,
  relayRefusalSchema,
  type EnrolResponse,
} from '#contract/relay/messages.ts';
import type { Log } from '#core/ports.ts';
import { err, ok, type Result } from '#core/result.ts';
import { Agent, request } from 'undici';

/** A call that has no answer after this may still have been done: it is repeated under its key. */
export const CALL_TIMEOUT_MS = 25_000;
const IMAGE_TIMEOUT_MS = 10_000;
const LARGEST_IMAGE = 512 * 1024;

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Vipps' own path, from its first slash. */
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** The answer's JSON, whatever content type it claims; undefined when it is none. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
  /** The relay itself answered; Vipps was not asked, or could not be. */
  readonly isRelayRefusal: boolean;
}

/** HTTP to the relay. An error means that there was no answer: nothing is known about what was done. */
export interface RelayHttp {
  call(call: HttpCall): Promise<Result<HttpAnswer, string>>;
  /** A public picture, without the credential. */
  fetchText(url: string): Promise<Result<string, string>>;
  close(): Promise<void>;
}

interface RelayHttpOptions {
  readonly relayUrl: string;
  readonly credential: string;
  readonly log: Log;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return [error.message, cause].filter((text) => text !== '').join(': ');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfterMs(header: string | string[] | undefined): number | undefined {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : NaN;
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
}

export function createRelayHttp({ relayUrl, credential, log }: RelayHttpOptions): RelayHttp {
  const agent = new Agent({
    keepAliveTimeout: 30_000,
    connectTimeout: 10_000,
    headersTimeout: CALL_TIMEOUT_MS,
    bodyTimeout: CALL_TIMEOUT_MS,
  });

  async function call({ method, path, body, idempotencyKey }: HttpCall): Promise<HttpAnswer> {
    const answer = await request(`${relayUrl}/gateway${path}`, {
      dispatcher: agent,
      method,
      headers: {
        authorization: `Bearer ${credential}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return {
      status: answer.statusCode,
      body: json(await answer.body.text()),
      retryAfterMs: retryAfterMs(answer.headers['retry-after']),
      isRelayRefusal: answer.headers['x-relay-refusal'] !== undefined,
    };
  }

  return {
    call: async (order) => {
      try {
        const answer = await call(order);
        log.debug('call', { method: order.method, path: order.path, status: answer.status });
        return ok(answer);
      } catch (error) {
        log.warn('no answer', { method: order.method, path: order.path, reason: reasonOf(error) });
        return err(reasonOf(error));
      }
    },
    fetchText: async (url) => {
      try {
        const answer = await request(url, {
          dispatcher: agent,
          headersTimeout: IMAGE_TIMEOUT_MS,
          bodyTimeout: IMAGE_TIMEOUT_MS,
        });
        const text = await answer.body.text();
        const isFine = answer.statusCode === 200 && text.length <= LARGEST_IMAGE;
        return isFine ? ok(text) : err(`The answer was ${String(answer.statusCode)}.`);
      } catch (error) {
        return err(reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** Spends an enrolment code. The error is one sentence for the person who typed it. */
export async function enrol(order: {
  readonly relayUrl: string;
  readonly code: string;
}): Promise<Result<EnrolResponse, string>> {
  try {
    const answer = await request(`${order.relayUrl}/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: order.code }),
      headersTimeout: CALL_TIMEOUT_MS,
      bodyTimeout: CALL_TIMEOUT_MS,
    });
    const body = json(await answer.body.text());
    const enrolled = enrolResponseSchema.safeParse(body);
    if (answer.statusCode === 200 && enrolled.success) return ok(enrolled.data);
    const refusal = relayRefusalSchema.safeParse(body);
    return err(
      refusal.success
        ? refusal.data.message
        : `${order.relayUrl} answered ${String(answer.statusCode)}: it is not a Vendskap relay.`,
    );
  } catch (error) {
    return err(`The relay ${order.relayUrl} cannot be reached (${reasonOf(error)}).`);
  }
}
