/**
 * What Vipps signs (Webhooks API, request authentication). Hashing is the program's:
 * contentSha256 = base64(SHA-256(raw body)), signature = base64(HMAC-SHA256(UTF-8 secret, stringToSign)).
 * The secret is not Base64-decoded.
 */

export const WEBHOOK_HEADERS = {
  date: 'x-ms-date',
  contentSha256: 'x-ms-content-sha256',
  authorization: 'authorization',
  /** The same value, for proxies that strip Authorization. */
  authorizationCopy: 'x-vipps-authorization',
  /** Id of the registration; says which secret signed. */
  webhookId: 'webhook-id',
} as const;

const PREFIX = 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=';

export interface SignedParts {
  /** Of the registered URL, query included. */
  readonly pathAndQuery: string;
  /** The x-ms-date header, RFC 1123. */
  readonly date: string;
  /** Of the registered URL, with a port that is not the scheme's own. */
  readonly host: string;
  /** The x-ms-content-sha256 header, base64. */
  readonly contentSha256: string;
}

/** Lines end with LF only. */
export function stringToSign(parts: SignedParts): string {
  return `POST\n${parts.pathAndQuery}\n${parts.date};${parts.host};${parts.contentSha256}`;
}

/** @param signature base64 */
export function authorizationHeader(signature: string): string {
  return PREFIX + signature;
}

/** The base64 signature of a well-formed Authorization header; undefined for any other. */
export function parseAuthorization(header: string): string | undefined {
  if (!header.startsWith(PREFIX)) return undefined;
  const signature = header.slice(PREFIX.length);
  // 32 bytes in base64 are 43 characters and one sign of padding.
  return /^[A-Za-z0-9+/]{43}=$/.test(signature) ? signature : undefined;
}
