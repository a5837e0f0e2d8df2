import {
  enrolResponseSchema,
  relayRefusalSchema,
  type EnrolResponse,
} from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { request } from 'undici';
import {
  CALL_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS,
  failureOf,
  json,
  LARGEST_TEXT,
  readText,
  refusalOf,
  within,
  type CallFailure,
} from './relay-answer.ts';

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
  /** The code must be this machine's; another one's is not used up. */
  readonly machineId?: string | undefined;
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
          body: JSON.stringify({ code: order.code, machineId: order.machineId }),
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
        const body = json(await readText(answer, LARGEST_TEXT));
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
