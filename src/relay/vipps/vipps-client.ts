import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import { createAccessTokens } from './access-token.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import { systemHeaders } from './system-headers.ts';
import type { VippsHttp, VippsReply, VippsRequest } from '../runtime/http-client.ts';

/** Calls in the name of one sales unit: adds its keys, and nothing else. */
export interface VippsClient {
  /** `path`: from its first slash. The error is one sentence without its full stop. */
  send(
    call: Pick<VippsRequest, 'method' | 'body'> & {
      readonly path: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Result<VippsReply, string>>;
}

export function createVippsClient(
  unit: SalesUnitConfig,
  deps: { readonly http: VippsHttp; readonly clock: Clock },
): VippsClient {
  const tokens = createAccessTokens(unit, deps);

  async function once(
    call: Parameters<VippsClient['send']>[0],
  ): Promise<Result<VippsReply & { readonly token: string }, string>> {
    const token = await tokens.get();
    if (!token.ok) return token;
    const reply = await deps.http.send({
      method: call.method,
      url: unit.vipps.baseUrl + call.path,
      headers: {
        ...call.headers,
        ...systemHeaders,
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
      const first = await once(call);
      if (!first.ok || first.value.status !== 401) return first;
      // A token can be taken back before its time: once more with a new one.
      tokens.drop(first.value.token);
      return once(call);
    },
  };
}
