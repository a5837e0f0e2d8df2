import { parseAuthorization, stringToSign } from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';
import { isSameText } from '../runtime/secrets.ts';

export interface SignedRequest {
  readonly date: string | undefined;
  readonly contentSha256: string | undefined;
  readonly authorization: string | undefined;
  readonly rawBody: Uint8Array;
}

/** The registered address and its valid secrets: what a proxy says of host and path is not believed. */
export interface Registered {
  readonly url: URL;
  readonly secrets: readonly string[];
}

export type WebhookFault = 'headers missing' | 'body altered' | 'signature wrong';

/** Why a delivery cannot be from Vipps; undefined when it is (Webhooks API, request authentication). */
export function webhookFault(
  request: SignedRequest,
  registered: Registered,
): WebhookFault | undefined {
  const { date, contentSha256, authorization } = request;
  if (date === undefined || contentSha256 === undefined || authorization === undefined) {
    return 'headers missing';
  }
  const bodyHash = createHash('sha256').update(request.rawBody).digest('base64');
  if (!isSameText(bodyHash, contentSha256)) return 'body altered';
  const signature = parseAuthorization(authorization);
  if (signature === undefined) return 'signature wrong';
  const text = stringToSign({
    pathAndQuery: registered.url.pathname + registered.url.search,
    date,
    host: registered.url.host,
    contentSha256,
  });
  const isGenuine = registered.secrets.some((secret) =>
    isSameText(createHmac('sha256', secret).update(text).digest('base64'), signature),
  );
  return isGenuine ? undefined : 'signature wrong';
}
