import { authorizationHeader, stringToSign } from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';

/** The headers of a webhook with this body, as Vipps signs it for a registered address. */
export function signedHeaders(
  { url, secret }: { readonly url: string; readonly secret: string },
  body: string,
  atMs = Date.now(),
): Readonly<Record<string, string>> {
  const { host, pathname } = new URL(url);
  const date = new Date(atMs).toUTCString();
  const contentSha256 = createHash('sha256').update(body).digest('base64');
  const signed = stringToSign({ pathAndQuery: pathname, date, host, contentSha256 });
  const signature = createHmac('sha256', secret).update(signed).digest('base64');
  return {
    'content-type': 'application/json',
    'x-ms-date': date,
    'x-ms-content-sha256': contentSha256,
    authorization: authorizationHeader(signature),
  };
}
