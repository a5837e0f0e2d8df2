import {
  authorizationHeader,
  parseAuthorization,
  stringToSign,
} from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';

/** The worked example of the Webhooks API documentation (2023). */
const official = {
  secret:
    'A0+AeKBRG2KRGvnNwJpQlb6IJFk48CKXCIcrLoHncVJKDILsQSxS6NWCccwWm6r6FhGKhiHTBsG2wo/xU6FY/A==',
  pathAndQuery: '/e2cee29b-012e-4f1d-8ef4-e95fd74a7a63',
  host: 'webhook.site',
  date: 'Thu, 30 Mar 2023 08:38:32 GMT',
  body: '{"some-unique-content":"ee6e441b-cc4a-46f8-895d-a5af79bcc233/hello-world"}',
  contentSha256: 'lNlsp1XA03N34HrQsVzPgJKtC+r7l/RBF4V3JQUWMj4=',
  signature: 'agAiSyogQbDHpeucoNwYz+yAr5nJ+v+zasdkSbqzv+U=',
};

describe('the signature of a webhook', () => {
  test('is the one of the official example', () => {
    const hash = createHash('sha256').update(official.body).digest('base64');
    expect(hash).toBe(official.contentSha256);
    const signature = createHmac('sha256', official.secret)
      .update(stringToSign(official))
      .digest('base64');
    expect(signature).toBe(official.signature);
  });

  test('signs four things, line ends being LF', () => {
    expect(stringToSign(official)).toBe(
      'POST\n/e2cee29b-012e-4f1d-8ef4-e95fd74a7a63\nThu, 30 Mar 2023 08:38:32 GMT;webhook.site;lNlsp1XA03N34HrQsVzPgJKtC+r7l/RBF4V3JQUWMj4=',
    );
  });

  test('travels in the Authorization header and is found there again', () => {
    const header = authorizationHeader(official.signature);
    expect(header).toBe(
      'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=agAiSyogQbDHpeucoNwYz+yAr5nJ+v+zasdkSbqzv+U=',
    );
    expect(parseAuthorization(header)).toBe(official.signature);
  });

  test.each([
    '',
    'Bearer abc',
    authorizationHeader(''),
    authorizationHeader('short='),
    authorizationHeader(`${official.signature}\n`),
    authorizationHeader(official.signature).replace('host;', ''),
  ])('is not found in %j', (header) => {
    expect(parseAuthorization(header)).toBeUndefined();
  });
});
