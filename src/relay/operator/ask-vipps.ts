import { parseProblem } from '#contract/vipps/problem.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { z } from 'zod';
import type { HttpReply } from '../runtime/http-client.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { quoted } from './finding.ts';

/** Why there is no answer to go by. `status` 0: none came. */
export interface NoAnswer {
  readonly status: number;
  /** Continues “Vipps”, without a full stop: `answers 403 “Forbidden”`. */
  readonly what: string;
}

export function parsedBody({ body }: Pick<HttpReply, 'body'>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** `answers 403 “Forbidden” (6080)`: Vipps' own words, never a token. */
export function refusalIn(reply: HttpReply): NoAnswer {
  const { status } = reply;
  const { title, code } = parseProblem(status, parsedBody(reply));
  const more = code === undefined ? '' : ` (${code})`;
  return { status, what: `answers ${String(status)} ${quoted(title)}${more}` };
}

/** Reads something at Vipps under the keys of a sales unit. */
export async function askVipps<Answer>(
  unit: ActiveSalesUnit,
  path: string,
  schema: z.ZodType<Answer>,
): Promise<Result<Answer, NoAnswer>> {
  const reply = await unit.vipps.send({ method: 'GET', path });
  if (!reply.ok) return err({ status: 0, what: `gives no answer (${reply.error})` });
  if (reply.value.status !== 200) return err(refusalIn(reply.value));
  const parsed = schema.safeParse(parsedBody(reply.value));
  if (parsed.success) return ok(parsed.data);
  return err({ status: 200, what: 'answers in a form that this version does not understand' });
}
