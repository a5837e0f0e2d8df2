import { accessTokenResponseSchema } from '#contract/vipps/access-token.ts';
import { VIPPS_HEADERS, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import type { HttpClient, HttpReply, HttpRequest } from '../runtime/http-client.ts';
import { VERSION } from '../runtime/version.ts';

/** A token is renewed in the last tenth of its life, and at least a minute before its end (Access Token API). */
const LAST_SHARE = 0.1;
const MARGIN_MS = 60_000;

/** Who calls: mandatory for partners, at most 30 characters each (Vipps-System headers). */
const SYSTEM_HEADERS: Readonly<Record<string, string>> = {
  [VIPPS_HEADERS.systemName]: 'vendskap',
  [VIPPS_HEADERS.systemVersion]: VERSION,
  [VIPPS_HEADERS.pluginName]: 'vendskap-relay',
  [VIPPS_HEADERS.pluginVersion]: VERSION,
};

/** Calls Vipps under the keys of one sales unit. */
export interface VippsClient {
  /** `path` begins with a slash. The error is one sentence without its full stop. */
  send(
    call: Pick<HttpRequest, 'method' | 'body'> & {
      readonly path: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Result<HttpReply, string>>;
}

interface ClientDeps {
  readonly http: HttpClient;
  readonly clock: Clock;
}

/** Asks for an access token (Access Token API). The answer holds it: never log its body. */
export function requestAccessToken(
  unit: SalesUnitConfig,
  http: HttpClient,
): Promise<Result<HttpReply, 'unreachable' | 'timeout'>> {
  return http.send({
    method: 'POST',
    url: unit.vipps.baseUrl + VIPPS_PATHS.accessToken,
    headers: {
      client_id: unit.vipps.clientId,
      client_secret: unit.vipps.clientSecret,
      [VIPPS_HEADERS.subscriptionKey]: unit.vipps.subscriptionKey,
      [VIPPS_HEADERS.merchantSerialNumber]: unit.merchantSerialNumber,
      'content-length': '0',
      ...SYSTEM_HEADERS,
    },
  });
}

/** The access token of one sales unit, held in memory only. */
interface AccessTokens {
  get(): Promise<Result<string, string>>;
  /** Vipps refused this token: the next `get` fetches another. */
  drop(token: string): void;
}

function createAccessTokens(unit: SalesUnitConfig, { http, clock }: ClientDeps): AccessTokens {
  let held: { readonly token: string; readonly renewAtMs: number } | undefined;
  let fetching: Promise<Result<string, string>> | undefined;

  async function fetchToken(): Promise<Result<string, string>> {
    const reply = await requestAccessToken(unit, http);
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

export function createVippsClient(unit: SalesUnitConfig, deps: ClientDeps): VippsClient {
  const tokens = createAccessTokens(unit, deps);

  async function sendOnce(
    call: Parameters<VippsClient['send']>[0],
  ): Promise<Result<HttpReply & { readonly token: string }, string>> {
    const token = await tokens.get();
    if (!token.ok) return token;
    const reply = await deps.http.send({
      method: call.method,
      url: unit.vipps.baseUrl + call.path,
      headers: {
        ...call.headers,
        ...SYSTEM_HEADERS,
        authorization: `Bearer ${token.value}`,
        [VIPPS_HEADERS.subscriptionKey]: unit.vipps.subscriptionKey,
        [VIPPS_HEADERS.merchantSerialNumber]: unit.merchantSerialNumber,
      },
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    if (!reply.ok) return err(`Vipps is ${reply.error}`);
    return { ok: true, value: { ...reply.value, token: token.value } };
  }

  return {
    send: async (call) => {
      const first = await sendOnce(call);
      if (!first.ok || first.value.status !== 401) return first;
      // Vipps may revoke a token early: try once more with a new one.
      tokens.drop(first.value.token);
      return sendOnce(call);
    },
  };
}
