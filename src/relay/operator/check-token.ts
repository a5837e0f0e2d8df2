import { accessTokenResponseSchema } from '#contract/vipps/access-token.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import type { Clock } from '#core/base/ports.ts';
import type { HttpClient, HttpReply } from '../runtime/http-client.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { requestAccessToken } from '../vipps/vipps-client.ts';
import { parsedBody } from './ask-vipps.ts';
import { judge, quoted, type Finding } from './finding.ts';

const token = judge('token');
const clockAtVipps = judge('clock.vipps');

/** `Date` counts in whole seconds, and the answer was under way for a while. */
const WARN_OFF_MS = 5_000;
/** Half of the freshness that a check-in must have by default. */
const FAIL_OFF_MS = 30_000;

/** What Vipps' words say about the key that is wrong. */
const WRONG_KEYS: readonly (readonly [RegExp, string])[] = [
  [/unauthorized_client/i, 'does not know vipps.clientId'],
  [/invalid_client/i, 'refuses vipps.clientSecret'],
  [/subscription key/i, 'refuses vipps.subscriptionKey'],
];

function judgeRefusal(unit: ActiveSalesUnit, reply: HttpReply): Finding {
  const { merchantSerialNumber: salesUnit, vipps } = unit.config;
  const { status } = reply;
  if (status >= 500 || status === 429) {
    const sentence = `Vipps answers ${String(status)} when asked for an access token: look at its status page, and check again later.`;
    return token('unknown', sentence, { salesUnit });
  }
  const { title } = parseProblem(status, parsedBody(reply));
  const known = WRONG_KEYS.find(([words]) => words.test(title))?.[1];
  const what = known ?? `gives no access token (${String(status)} ${quoted(title)})`;
  const sentence = `Vipps at ${vipps.baseUrl} ${what}: copy the keys of this sales unit from the business portal into relay.json; test and production have different ones.`;
  return token('mustFix', sentence, { salesUnit });
}

function judgeToken(unit: ActiveSalesUnit, reply: HttpReply): Finding {
  const { merchantSerialNumber: salesUnit } = unit.config;
  if (reply.status !== 200) return judgeRefusal(unit, reply);
  return accessTokenResponseSchema.safeParse(parsedBody(reply)).success
    ? token('ok', 'Vipps gives an access token for these keys.', { salesUnit })
    : token('unknown', 'Vipps gives an access token that makes no sense.', { salesUnit });
}

/** Compares with the middle of the time that the answer took. */
function judgeClock(
  date: string | undefined,
  [sentMs, takenMs]: readonly [number, number],
): Finding {
  const atVippsMs = Date.parse(date ?? '') + 500;
  if (Number.isNaN(atVippsMs))
    return clockAtVipps('unknown', 'Vipps tells no time in its answers.');
  const offMs = (sentMs + takenMs) / 2 - atVippsMs;
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const slackMs = (takenMs - sentMs) / 2;
  if (Math.abs(offMs) <= WARN_OFF_MS + slackMs) {
    return clockAtVipps('ok', 'The clock of this computer agrees with Vipps.');
  }
  const sentence = `The clock of this computer is ${String(seconds)} s ${offMs > 0 ? 'ahead of' : 'behind'} Vipps: set it, and let it follow a time server, because old scans are refused by it.`;
  return clockAtVipps(Math.abs(offMs) > FAIL_OFF_MS ? 'mustFix' : 'warning', sentence);
}

export interface TokenFindings {
  readonly token: Finding;
  /** Undefined: no answer came. */
  readonly clock: Finding | undefined;
}

/** Asks for an access token, and reads Vipps' clock off the answer. */
export async function checkToken(
  unit: ActiveSalesUnit,
  { http, clock }: { readonly http: HttpClient; readonly clock: Clock },
): Promise<TokenFindings> {
  const { merchantSerialNumber: salesUnit, vipps } = unit.config;
  const sentMs = clock.nowMs();
  const reply = await requestAccessToken(unit.config, http);
  if (!reply.ok) {
    const sentence = `Vipps at ${vipps.baseUrl} is ${reply.error} from this computer: let it call out to port 443 of that host, and correct vipps.baseUrl if it is another.`;
    return { token: token('mustFix', sentence, { salesUnit }), clock: undefined };
  }
  return {
    token: judgeToken(unit, reply.value),
    clock: judgeClock(reply.value.date, [sentMs, clock.nowMs()]),
  };
}
