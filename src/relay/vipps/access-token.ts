import { accessTokenResponseSchema } from '#contract/vipps/access-token.ts';
import { VIPPS_HEADERS, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import { systemHeaders } from './system-headers.ts';
import type { VippsHttp } from '../runtime/http-client.ts';

/** Renewed below a tenth of its life, and in any case a minute before its end (Access Token API). */
const LAST_SHARE = 0.1;
const MARGIN_MS = 60_000;

/** The token of one sales unit, in memory only. */
export interface AccessTokens {
  get(): Promise<Result<string, string>>;
  /** Vipps did not take this token: the next `get` fetches another. */
  drop(token: string): void;
}

export function createAccessTokens(
  unit: SalesUnitConfig,
  { http, clock }: { readonly http: VippsHttp; readonly clock: Clock },
): AccessTokens {
  let held: { readonly token: string; readonly renewAtMs: number } | undefined;
  let fetching: Promise<Result<string, string>> | undefined;

  async function fetchToken(): Promise<Result<string, string>> {
    const reply = await http.send({
      method: 'POST',
      url: unit.vipps.baseUrl + VIPPS_PATHS.accessToken,
      headers: {
        client_id: unit.vipps.clientId,
        client_secret: unit.vipps.clientSecret,
        [VIPPS_HEADERS.subscriptionKey]: unit.vipps.subscriptionKey,
        [VIPPS_HEADERS.merchantSerialNumber]: unit.merchantSerialNumber,
        'content-length': '0',
        ...systemHeaders,
      },
    });
    if (!reply.ok) return err(`Vipps is ${reply.error}`);
    if (reply.value.status !== 200) {
      return err(`Vipps answered ${String(reply.value.status)} when asked for an access token`);
    }
    const parsed = accessTokenResponseSchema.safeParse(
      JSON.parse(new TextDecoder().decode(reply.value.body)),
    );
    if (!parsed.success) return err('Vipps gave an access token that makes no sense');
    const lifeMs = parsed.data.expiresInSeconds * 1000;
    const usableMs = Math.max(0, lifeMs - Math.max(lifeMs * LAST_SHARE, MARGIN_MS));
    held = { token: parsed.data.accessToken, renewAtMs: clock.monotonicMs() + usableMs };
    return ok(held.token);
  }

  return {
    get: () => {
      if (held !== undefined && clock.monotonicMs() < held.renewAtMs) {
        return Promise.resolve(ok(held.token));
      }
      fetching ??= fetchToken()
        .catch(() => err('Vipps gave an answer that is not JSON'))
        .finally(() => {
          fetching = undefined;
        });
      return fetching;
    },
    drop: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}
